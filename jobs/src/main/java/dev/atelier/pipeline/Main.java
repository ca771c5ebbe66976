package dev.atelier.pipeline;

import dev.atelier.image.Png;
import dev.atelier.inference.DeviceUnavailable;
import dev.atelier.stage.ConfError;
import dev.atelier.upkeep.By;
import dev.atelier.upkeep.Forget;
import dev.atelier.upkeep.Sweep;
import dev.atelier.weights.BadModelException;
import dev.atelier.worker.RowsHung;
import java.io.File;
import java.io.PrintStream;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command line; each command says what it does with {@code --help}. */
@Command(
        name = "atelier",
        mixinStandardHelpOptions = true,
        subcommands = {RethresholdCommand.class, EstimateCommand.class},
        description = "From a table of catalogue rows to a table people can review.")
public final class Main {
    static final int BAD_INPUT = 2;

    public static void main(String[] args) {
        Termination.watch(System.err);
        Termination.exit(execute(args));
    }

    /**
     * @return 0 done; 1 a defect, with its trace; 2 the command, the configuration, a model, a file or a disk is not usable,
     *     with one line; 75 a model gave no answer, with one line: the same command again goes on
     */
    static int execute(String... args) {
        for (String arg : args) {
            if (!Secrets.hidden(arg).equals(arg)) {
                return say(new CommandLine(new Main()), Secrets.refusal("argument " + Secrets.hidden(arg)));
            }
        }
        return new CommandLine(new Main())
                .setParameterExceptionHandler((e, wrong) -> say(
                        e.getCommandLine(),
                        e.getMessage() + " ("
                                + e.getCommandLine().getCommandSpec().qualifiedName() + " --help says more)"))
                .setExecutionExceptionHandler((e, command, parsed) -> {
                    String refusal = refusal(e);
                    if (refusal == null) {
                        String out = command.getParseResult().matchedOptionValue("--out", null);
                        refusal = StorageTrouble.of(e, out).orElse(null);
                    }
                    if (Termination.hasBegun()) {
                        return BAD_INPUT;
                    } else if (refusal == null) {
                        e.printStackTrace(command.getErr());
                        return 1;
                    }
                    say(command, refusal);
                    return isHung(e) ? RowsHung.TRY_AGAIN : BAD_INPUT;
                })
                .execute(args);
    }

    private static int say(CommandLine command, String refusal) {
        command.getErr().println("atelier: " + Terminal.shown(refusal.replaceAll("\\s+", " ")));
        return BAD_INPUT;
    }

    /** The one line for a person if the cause is their input, also when an executor found it; null for a defect. */
    private static String refusal(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConfError
                    || cause instanceof BadModelException
                    || cause instanceof DeviceUnavailable
                    || cause instanceof RowsHung) {
                return cause.getMessage();
            }
        }
        return null;
    }

    private static boolean isHung(Throwable e) {
        return Stream.iterate(e, Objects::nonNull, Throwable::getCause).anyMatch(RowsHung.class::isInstance);
    }

    @Command(name = "run", description = "Runs the pipeline; what is made already is not made again.")
    int run(
            @Option(
                            names = "--conf",
                            required = true,
                            paramLabel = "FILE",
                            description = "HOCON; conf/demo.conf is one to copy")
                    File conf,
            @Option(
                            names = "--out",
                            required = true,
                            paramLabel = "DIR",
                            description = "local, hdfs: or s3a: folder of the tables")
                    String out,
            @Option(names = "--set", paramLabel = "key=value", description = "goes before the file; may be repeated")
                    List<String> settings,
            @Option(
                            names = "--verify",
                            description = "compares what is taken over from earlier runs by digest, not only by length:"
                                    + " it reads all tables and pictures")
                    boolean verify) {
        Run.How how = new Run.How(false, verify);
        Pipeline.run(RunConf.parse(conf, settings == null ? List.of() : settings), out, how, Terminal.of(System.err));
        return 0;
    }

    @Command(name = "replay", description = "Runs the pipeline and tries again what stands in quarantine.")
    int replay(
            @Option(names = "--conf", required = true, paramLabel = "FILE") File conf,
            @Option(names = "--out", required = true, paramLabel = "DIR") String out,
            @Option(names = "--set", paramLabel = "key=value") List<String> settings) {
        Pipeline.run(
                RunConf.parse(conf, settings == null ? List.of() : settings),
                out,
                new Run.How(true, false),
                Terminal.of(System.err));
        return 0;
    }

    @Command(name = "runs", description = "Lists the finished runs of a folder, the current one first.")
    int runs(@Option(names = "--out", required = true, paramLabel = "DIR") String out) {
        RunsCommands.of(out).list(System.out);
        return 0;
    }

    @Command(
            name = "path",
            description = "Prints the folders in which a table of a run lies, for readers without Spark.")
    int path(
            @Option(names = "--out", required = true, paramLabel = "DIR") String out,
            @Option(names = "--run", paramLabel = "NUMBER", description = "as runs lists it; default the current one")
                    Long number,
            @Parameters(paramLabel = "TABLE", description = "such as review_items") String table) {
        RunsCommands.of(out).paths(table, number, System.out);
        return 0;
    }

    @Command(
            name = "gc",
            description =
                    "Removes what none of the newest runs refers to: older runs, tables, made texts and pictures.")
    int gc(
            @Option(names = "--out", required = true, paramLabel = "DIR") String out,
            @Option(
                            names = "--keep",
                            defaultValue = "3",
                            paramLabel = "RUNS",
                            description = "how many of the newest runs stay; default ${DEFAULT-VALUE}")
                    int keep) {
        if (keep < 1) {
            throw new ConfError("Invalid --keep: " + keep + " (must be 1 or more)");
        }
        Upkeep.in(out, folder -> System.out.println("removed: " + new Sweep(folder).keepNewest(keep)));
        return 0;
    }

    /** Which product. */
    static final class Product {
        @Option(names = "--sku", required = true, description = "all rows of this sku")
        String sku;

        @Option(names = "--item", required = true, paramLabel = "ID", description = "the item_id of one item")
        String item;

        @Option(names = "--source", required = true, paramLabel = "FILE", description = "all rows of this source file")
        String source;
    }

    @Command(name = "forget", description = "Removes a product from every run: rows, texts, pictures, contact sheets.")
    int forget(
            @Option(names = "--out", required = true, paramLabel = "DIR") String out,
            @ArgGroup(multiplicity = "1") Product product) {
        Upkeep.in(out, folder -> {
            Forget forget = new Forget(folder);
            Forget.Forgotten gone = product.sku != null
                    ? forget.forget(By.SKU, product.sku)
                    : product.item != null
                            ? forget.forget(By.ITEM, product.item)
                            : forget.forget(By.SOURCE, product.source);
            System.out.println(
                    gone.isNothing()
                            ? "nothing here is of it"
                            : "removed: " + gone
                                    + "; contact sheets are gone, the next run writes its own. If a source still"
                                    + " has it, the next run takes it up again: remove it there too.");
        });
        return 0;
    }

    @Command(name = "recipe", description = "Prints the recipe that a picture carries.")
    int recipe(
            @Parameters(
                            paramLabel = "PICTURE.png",
                            description =
                                    "a PNG file, or DIR/ and the uri of a picture of the run, which may be a row of"
                                            + " DIR/pictures/*.parquet: DIR/pictures/ab12....png")
                    String picture) {
        PrintStream out = Terminal.of(System.out);
        try {
            Png.text(RunsCommands.picture(picture)).forEach((keyword, text) -> {
                out.println(keyword + ":");
                text.lines().forEach(out::println);
                out.println("");
            });
            return 0;
        } catch (IllegalArgumentException e) {
            throw new ConfError("Invalid picture: " + picture + " (" + e.getMessage() + "; must be a PNG file)", e);
        }
    }
}
