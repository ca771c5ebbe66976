package dev.atelier.collect;

import dev.atelier.domain.RawItem;
import dev.atelier.stage.Stage;
import dev.atelier.udf.OutcomeCodec;
import dev.atelier.udf.RowCodec;
import java.util.List;
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
    private final SparkSession spark;

    public CollectStage(CollectConf conf, SparkSession spark) {
        this.conf = conf;
        this.spark = spark;
    }

    @Override
    public String name() {
        return "collect";
    }

    /**
     * @param in not read: the sources come from the configuration
     * @throws dev.atelier.stage.ConfError if a path matches nothing or a mapped column is not there
     */
    @Override
    public Dataset<Row> apply(Dataset<Row> in) {
        Configuration hadoop = spark.sessionState().newHadoopConf();
        List<SourceFile> files = SourceFiles.find(conf, hadoop);
        SourceCheck.check(conf, files, spark, hadoop);
        List<SourceFile> tables = files.stream().filter(this::isParquet).toList();
        List<SourceFile> texts = files.stream().filter(f -> !isParquet(f)).toList();
        Dataset<Row> all =
                spark.createDataFrame(List.of(), OutcomeCodec.of(RawItem.class).schema());
        if (!texts.isEmpty()) {
            all = all.union(readTexts(texts, hadoop));
        }
        for (SourceFile table : tables) {
            all = all.union(ParquetRows.read(spark, table, conf.sources().get(table.source()), hadoop));
        }
        return all;
    }

    private boolean isParquet(SourceFile file) {
        return conf.sources().get(file.source()).format().equals("parquet");
    }

    private Dataset<Row> readTexts(List<SourceFile> files, Configuration hadoop) {
        RowCodec<SourceFile> codec = RowCodec.of(SourceFile.class);
        List<Row> rows = files.stream().map(codec::toRow).toList();
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        return spark.createDataFrame(context.parallelize(rows, Math.min(rows.size(), MAX_TASKS)), codec.schema())
                .flatMap(
                        new ReadFiles(conf, new SerializableConfiguration(hadoop)),
                        OutcomeCodec.of(RawItem.class).encoder());
    }
}
