package dev.atelier.collect;

import dev.atelier.domain.IdWriter;
import dev.atelier.domain.RawItem;
import dev.atelier.rows.OutcomeCodec;
import dev.atelier.rows.RowCodec;
import dev.atelier.stage.ConfError;
import dev.atelier.stage.FilesRead;
import dev.atelier.stage.Input;
import dev.atelier.stage.Nouns;
import dev.atelier.stage.Output;
import dev.atelier.stage.Stage;
import dev.atelier.stage.Tables;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Source files to raw items: one outcome for each row of each file, broken ones included, nothing dropped.
 *
 * <p>A file is read by one task, streaming, so that row numbers do not depend on the partitioning; a catalogue of one huge
 * CSV file is read by one core (Parquet is split). Rows are not moved afterwards: repartition before costly work.
 *
 * @param digests sha256 by file name, as {@link SourceDigests} found them when the run was planned
 */
public record CollectStage(CollectConf conf, SortedMap<String, String> digests) implements Stage {
    /** More files than this share tasks. */
    private static final int MAX_TASKS = 1000;

    @Override
    public String name() {
        return "collect";
    }

    @Override
    public List<Input> inputs() {
        IdWriter files = IdWriter.of("files/1");
        digests.forEach(files::text);
        return List.of(new FilesRead("collect.sources", files.id()));
    }

    @Override
    public Output output() {
        return Output.rows(Nouns.RAW_ITEMS);
    }

    /** Where a source lies decides nothing. */
    @Override
    public void facts(IdWriter facts) {
        conf.sources().forEach(source -> facts.part("source", source.written()));
    }

    /**
     * @throws ConfError if a path matches nothing, a mapped column is not there, or files came or went since the digests
     */
    @Override
    public Dataset<Row> apply(Tables tables) {
        SparkSession spark = tables.spark();
        Configuration hadoop = spark.sessionState().newHadoopConf();
        List<SourceFile> files = SourceFiles.find(conf, hadoop, hidden -> {});
        checkAllThere(files);
        SourceFiles.check(conf, files, hadoop);
        RowCodec<SourceFile> codec = RowCodec.of(SourceFile.class);
        List<Row> parts = files.stream()
                .map(file -> file.withSha256(digests.get(file.name())))
                .flatMap(file -> conf.sources().get(file.source()).split(file, hadoop).stream())
                .map(codec::toRow)
                .toList();
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        return spark.createDataFrame(context.parallelize(parts, Math.min(parts.size(), MAX_TASKS)), codec.schema())
                .flatMap(
                        new ReadFiles(conf, new SerializableConfiguration(hadoop)),
                        OutcomeCodec.of(RawItem.class).encoder());
    }

    private void checkAllThere(List<SourceFile> files) {
        Set<String> now = files.stream().map(SourceFile::name).collect(Collectors.toCollection(TreeSet::new));
        if (!now.equals(digests.keySet())) {
            Set<String> changed = new TreeSet<>(now);
            changed.addAll(digests.keySet());
            changed.removeIf(name -> now.contains(name) && digests.containsKey(name));
            throw new ConfError("Source files came or went while the run began: " + String.join(", ", changed)
                    + " (run again when whoever writes them is done)");
        }
    }
}
