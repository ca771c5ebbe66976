package dev.atelier.pipeline;

import dev.atelier.select.SelectConf;
import dev.atelier.stage.Place;
import dev.atelier.stage.Runs;
import dev.atelier.stage.Snapshot;
import dev.atelier.stage.Tables;
import java.io.File;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Command {@code rethreshold}. */
@Command(
        name = "rethreshold",
        mixinStandardHelpOptions = true,
        description = "Says what another policy would select in a finished run. Needs no model and writes nothing.")
final class RethresholdCommand implements Callable<Integer> {
    @Option(
            names = "--conf",
            required = true,
            paramLabel = "FILE",
            description = "HOCON; its section select is the policy, other sections are not read")
    private File conf;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "the folder of the run")
    private String folder;

    @Option(names = "--run", paramLabel = "NUMBER", description = "as runs lists it; default the current one")
    private Long number;

    @Option(names = "--set", paramLabel = "key=value", description = "goes before the file; may be repeated")
    private List<String> settings;

    @Option(
            names = "--examples",
            defaultValue = "3",
            paramLabel = "N",
            description = "of each field and change; default ${DEFAULT-VALUE}")
    private int examples;

    @Override
    public Integer call() {
        SelectConf policy = Rethreshold.policy(RunConf.parse(conf, settings == null ? List.of() : settings));
        Place place = OutputFolder.existing(folder, SparkHadoopUtil.get().newConfiguration(new SparkConf()));
        Snapshot run = Rethreshold.run(new Runs(place), number);
        SparkSession spark = Session.forUpkeep();
        try {
            new Rethreshold(new Tables(spark, place, run), run, Terminal.of(System.out)).tell(policy, examples);
        } finally {
            spark.stop();
        }
        return 0;
    }
}
