package dev.atelier.sql;

import dev.atelier.stage.ConfError;
import dev.atelier.stage.Nouns;
import dev.atelier.stage.Place;
import dev.atelier.stage.Runs;
import dev.atelier.stage.Snapshot;
import dev.atelier.stage.Table;
import dev.atelier.stage.Tables;
import dev.atelier.stage.Version;
import dev.atelier.stage.VersionFiles;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SQLContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.sources.BaseRelation;
import org.apache.spark.sql.sources.DataSourceRegister;
import org.apache.spark.sql.sources.RelationProvider;
import scala.collection.immutable.Map;

/**
 * A table of the current run as a Spark data source: {@code spark.read().format("atelier").load("out/demo/review_items")}, or
 * {@code CREATE TEMPORARY VIEW review_items USING atelier OPTIONS (path 'out/demo/review_items')}. It is the run that was
 * current then, to its last row, whatever is published meanwhile. An older run is named by its number:
 * {@code out/demo/review_items@3}.
 */
public final class RunTable implements RelationProvider, DataSourceRegister {
    private static final Pattern NUMBERED = Pattern.compile("(.*)@([1-9][0-9]{0,17})");

    @Override
    public String shortName() {
        return "atelier";
    }

    /** @throws ConfError if there is no such folder, run or table */
    @Override
    public BaseRelation createRelation(SQLContext context, Map<String, String> parameters) {
        if (!parameters.contains("path")) {
            throw new ConfError("Missing path of an Atelier table (such as out/demo/review_items)");
        }
        String path = parameters.apply("path");
        Matcher numbered = NUMBERED.matcher(path);
        Optional<Long> number = numbered.matches() ? Optional.of(Long.valueOf(numbered.group(2))) : Optional.empty();
        Path table = new Path(numbered.matches() ? numbered.group(1) : path);
        return relation(context.sparkSession(), table, number, context);
    }

    private static BaseRelation relation(SparkSession spark, Path path, Optional<Long> number, SQLContext context) {
        Table<?> table = Nouns.ALL.stream()
                .filter(noun -> noun.name().equals(path.getName()))
                .findFirst()
                .orElseThrow(() -> new ConfError("No Atelier table " + path.getName() + " (the tables are "
                        + Nouns.ALL.stream().map(Table::name).collect(Collectors.joining(", ")) + ")"));
        Configuration hadoop = spark.sparkContext().hadoopConfiguration();
        Place root = Place.of(
                "path of a table",
                path.getParent() == null ? "." : path.getParent().toString(),
                hadoop);
        Runs runs = new Runs(root);
        Snapshot run = number.map(runs::read)
                .orElseGet(runs::current)
                .orElseThrow(() -> new ConfError(
                        "No finished run" + number.map(n -> " " + n).orElse("") + " in " + root.path()
                                + " (atelier runs --out " + root.path() + " lists them)"));
        NavigableMap<String, Version> versions = run.of(table.name())
                .orElseThrow(() -> new ConfError("No table " + table.name() + " in run " + run.number()
                        + " (trace is written by runs with clean.trace = true)"));
        new VersionFiles(root).damage(run.number(), versions).ifPresent(damage -> {
            throw new ConfError(damage + " (run again: that heals the current run)");
        });
        return new RunRelation(context, new Tables(spark, root, run).read(table));
    }
}
