package dev.atelier.collect;

import dev.atelier.domain.RawItem;
import dev.atelier.stage.ConfError;
import dev.atelier.stage.Stage;
import dev.atelier.udf.OutcomeCodec;
import dev.atelier.udf.RowCodec;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
 */
public final class CollectStage implements Stage {
    /** More files than this share tasks. */
    private static final int MAX_TASKS = 1000;

    private final CollectConf conf;
    private final Map<String, String> digests;
    private final SparkSession spark;

    /** @param digests sha256 by file name, as {@link SourceDigests} found them when the run was planned; null for none */
    public CollectStage(CollectConf conf, Map<String, String> digests, SparkSession spark) {
        this.conf = conf;
        this.digests = digests;
        this.spark = spark;
    }

    @Override
    public String name() {
        return "collect";
    }

    /**
     * @param in not read: the sources come from the configuration
     * @throws ConfError if a path matches nothing, a mapped column is not there, or files came or went since the digests
     */
    @Override
    public Dataset<Row> apply(Dataset<Row> in) {
        Configuration hadoop = spark.sessionState().newHadoopConf();
        List<SourceFile> files = SourceFiles.find(conf, hadoop, hidden -> {});
        checkAllThere(files);
        SourceFiles.check(conf, files, hadoop);
        RowCodec<SourceFile> codec = RowCodec.of(SourceFile.class);
        List<Row> parts = files.stream()
                .map(file -> digests == null ? file : file.withSha256(digests.get(file.name())))
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
        if (digests != null && !now.equals(digests.keySet())) {
            Set<String> changed = new TreeSet<>(now);
            changed.addAll(digests.keySet());
            changed.removeIf(name -> now.contains(name) && digests.containsKey(name));
            throw new ConfError("Source files came or went while the run began: " + String.join(", ", changed)
                    + " (run again when whoever writes them is done)");
        }
    }
}
