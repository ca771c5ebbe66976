package dev.atelier.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.SparkSessions;
import dev.atelier.domain.Attribute;
import dev.atelier.domain.IdWriter;
import dev.atelier.rows.Outcome;
import dev.atelier.rows.OutcomeCodec;
import dev.atelier.stage.FilesRead;
import dev.atelier.stage.FunnelRow;
import dev.atelier.stage.Input;
import dev.atelier.stage.Notes;
import dev.atelier.stage.Nouns;
import dev.atelier.stage.Output;
import dev.atelier.stage.Place;
import dev.atelier.stage.Stage;
import dev.atelier.stage.Table;
import dev.atelier.stage.Tables;
import dev.atelier.stage.Version;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTest {
    private static final OutcomeCodec<Attribute> CODEC = OutcomeCodec.of(Attribute.class);
    private static final Outcome<Attribute> RED = Outcome.kept("1", new Attribute("colour", "red"));
    private static final Outcome<Attribute> BAD = Outcome.failed("2", "broken_json", "line 2 is broken", "{\"a");
    /** What became of the bad one. */
    private static final Outcome<Attribute> BLUE = Outcome.kept("2", new Attribute("size", "blue"));

    private static final Outcome<Attribute> DOUBLE =
            Outcome.rejected("3", List.of("exact_duplicate"), "same as 1", "{}", null);

    private static final Table<Attribute> THINGS = new Table<>("things", Attribute.class, "name", null);
    private static final Table<Attribute> COPIES = new Table<>("copies", Attribute.class, "name", null);
    private static final Table<Attribute> OTHERS = new Table<>("others", Attribute.class, "name", null);

    private static final Run.How VERIFY = new Run.How(false, true);

    private final SparkSession spark = SparkSessions.shared();
    private final List<String> applied = new ArrayList<>();
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    private Tables tables;

    @BeforeEach
    void open() {
        tables = new Tables(spark, folder.toString());
    }

    @Test
    void everyRowIsAccountedForAndFindsItsTable() {
        List<FunnelRow> funnel = take(false, source("f", List.of(RED, BAD, DOUBLE)));
        assertThat(funnel).hasSize(1);
        assertThat(funnel.get(0))
                .usingRecursiveComparison()
                .ignoringFields("seconds")
                .isEqualTo(new FunnelRow("source", 3, 1, 1, 1, 0, 1, 0));
        assertThat(tables.read(THINGS).collectAsList().toString()).isEqualTo("[[colour,red]]");
        assertThat(tables.read(Nouns.QUARANTINE).collectAsList().toString())
                .isEqualTo("[[2,broken_json,line 2 is broken,{\"a,source]]");
        Row rejected = tables.read(Nouns.REJECTED_ITEMS).first();
        assertThat(rejected.<String>getAs("row_id")).isEqualTo("3");
        assertThat(rejected.getList(rejected.fieldIndex("reasons"))).isEqualTo(List.of("exact_duplicate"));
        assertThat(rejected.<String>getAs("review_id")).isNull();
    }

    @Test
    void aStepIsTakenAgainOnlyWhenItsFactsOrWhatStandsBeforeItChange() {
        take(false, source("f", List.of(RED)), copy("g"));
        assertThat(applied).containsExactly("source", "copy");
        applied.clear();
        List<FunnelRow> again = take(false, source("f", List.of(RED)), copy("g"));
        assertThat(applied).isEmpty();
        assertThat(again).extracting(FunnelRow::reused).containsExactly(1L, 1L);
        take(false, source("f", List.of(RED)), copy("changed"));
        assertThat(applied).containsExactly("copy");
        applied.clear();
        take(false, source("changed", List.of(RED)), copy("changed"));
        assertThat(applied).containsExactly("source", "copy");
    }

    @Test
    void replayTakesStepsWithFailedRowsAgain() {
        take(false, source("f", List.of(RED, BAD)), copy("g"));
        applied.clear();
        take(false, source("f", List.of(RED, BAD)), copy("g"));
        assertThat(applied).isEmpty();
        take(true, source("f", List.of(RED, BAD)), copy("g"));
        assertThat(applied).containsExactly("source"); // it failed again: nothing is new for the next
    }

    @Test
    void whatReplayBringsGoesThroughTheLaterStagesAndStays() {
        take(false, source("f", List.of(RED, BAD)), copy("g"));
        applied.clear();
        take(true, source("f", List.of(RED, BLUE)), copy("g"));
        assertThat(applied).containsExactly("source", "copy");
        assertThat(tables.read(COPIES).count()).isEqualTo(2);
        applied.clear();
        open();
        take(false, source("f", List.of(RED, BLUE)), copy("g"));
        assertThat(applied).isEmpty();
    }

    /** Killed between the two, the same command goes on, and so does a plain run. */
    @Test
    void aReplayThatIsKilledBeforeTheLaterStagesIsNotForgotten() {
        take(false, source("f", List.of(RED, BAD)), copy("g"));
        Stage killed = new Step("copy", "g", COPIES, List.of(THINGS), in -> {
            throw new IllegalStateException("killed");
        });
        assertThatThrownBy(() -> take(true, source("f", List.of(RED, BLUE)), killed))
                .hasMessage("killed");
        applied.clear();
        open();
        take(false, source("f", List.of(RED, BLUE)), copy("g"));
        assertThat(applied).containsExactly("copy");
        assertThat(tables.read(COPIES).count()).isEqualTo(2);
    }

    /** The files of one version, each cut by a byte. */
    private void cut(Version version) throws IOException {
        for (String name : version.files().keySet()) {
            Path file = folder.resolve(version.folder()).resolve(name);
            Files.write(file, Arrays.copyOf(Files.readAllBytes(file), (int) Files.size(file) - 1));
        }
    }

    @Test
    void aDamagedTableIsWrittenAgainFromTheOutcomes() throws IOException {
        take(false, source("f", List.of(RED, BAD)), copy("g"));
        cut(tables.versions().get("things"));
        new Notes(Place.of("", folder.toString(), new Configuration()))
                .delete(tables.versions().get("quarantine/stage=source").folder());
        applied.clear();
        open();
        List<FunnelRow> funnel = take(false, source("f", List.of(RED, BAD)), copy("g"));
        assertThat(applied).isEmpty();
        assertThat(said.toString(StandardCharsets.UTF_8))
                .contains("stage source: files of quarantine/stage=source, things were gone or had another length;"
                        + " written again from the outcomes");
        assertThat(funnel).extracting(FunnelRow::failed).containsExactly(1L, 0L);
        assertThat(tables.read(THINGS).collectAsList().toString()).isEqualTo("[[colour,red]]");
        assertThat(tables.read(Nouns.QUARANTINE).count()).isEqualTo(1);
        open();
        take(false, source("f", List.of(RED, BAD)), copy("g"));
        assertThat(said.toString(StandardCharsets.UTF_8)).doesNotContain("gone");
    }

    @Test
    void whatCannotBeWrittenAgainIsTakenAgain() throws IOException {
        take(false, source("f", List.of(RED)), copy("g"));
        cut(tables.versions().get("things"));
        Path outcomes = folder.resolve(".outcomes/source/version=1");
        try (Stream<Path> files = Files.list(outcomes)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        applied.clear();
        open();
        take(false, source("f", List.of(RED)), copy("g"));
        assertThat(applied).containsExactly("source");
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("and of its outcomes were gone", "taken again");
        assertThat(tables.read(THINGS).count()).isEqualTo(1);
    }

    @Test
    void anAlteredByteIsFoundByDigestAndNotWithout() throws IOException {
        take(false, source("f", List.of(RED, BAD)), copy("g"));
        Version things = tables.versions().get("things");
        assertThat(things.sha256()).containsOnlyKeys(things.files().keySet()).hasSize(1);
        Path file = folder.resolve(things.folder()).resolve(things.files().firstKey());
        byte[] altered = Files.readAllBytes(file);
        altered[altered.length / 2] ^= 1;
        Files.write(file, altered);
        applied.clear();
        open();
        take(false, source("f", List.of(RED, BAD)), copy("g"));
        assertThat(said.toString(StandardCharsets.UTF_8)).doesNotContain("digest");
        open();
        take(VERIFY, source("f", List.of(RED, BAD)), copy("g"));
        assertThat(said.toString(StandardCharsets.UTF_8))
                .contains("stage source: files of things were gone or had another length or digest; written again");
        assertThat(applied).isEmpty();
        assertThat(tables.read(THINGS).collectAsList().toString()).isEqualTo("[[colour,red]]");
        open();
        take(VERIFY, source("f", List.of(RED, BAD)), copy("g"));
        assertThat(said.toString(StandardCharsets.UTF_8)).doesNotContain("digest");
    }

    /** A table that an Atelier wrote which took no digests is not taken for altered. */
    @Test
    void whatHasNoDigestsIsComparedByLength() {
        take(false, source("f", List.of(RED)), copy("g"));
        Notes notes = tables.notes();
        String memory = notes.read(".outcomes/source.json");
        assertThat(memory).contains("\"sha256\":{\"part-");
        notes.write(".outcomes/source.json", memory.replaceAll(",\"sha256\":\\{[^}]*}", ""));
        applied.clear();
        open();
        take(VERIFY, source("f", List.of(RED)), copy("g"));
        assertThat(applied).isEmpty();
        assertThat(said.toString(StandardCharsets.UTF_8)).doesNotContain("digest");
        assertThat(tables.versions().get("things").sha256()).isEmpty();
    }

    @Test
    void lostOutcomesAreToldWhileTheTablesStand() throws IOException {
        take(false, source("f", List.of(RED)), copy("g"));
        try (Stream<Path> files = Files.list(folder.resolve(".outcomes/source/version=1"))) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        applied.clear();
        open();
        take(false, source("f", List.of(RED)), copy("g"));
        assertThat(applied).isEmpty();
        assertThat(said.toString(StandardCharsets.UTF_8))
                .contains("stage source: files of its outcomes were gone or had another length; its tables are whole");
    }

    @Test
    void aStageThatLosesARowIsFoundOut() {
        assertThatThrownBy(() -> take(
                        false,
                        source("f", List.of(RED, Outcome.kept("9", new Attribute("colour", "blue")))),
                        new Step("copy", "f", COPIES, List.of(THINGS), t -> t.read(THINGS)
                                .limit(1)
                                .selectExpr(kept()))))
                .hasMessageContaining("funnel of stage copy")
                .hasMessageContaining("every row must be accounted for");
    }

    @Test
    void aStepIsTakenAgainWhenAFileItReadsHasOtherContent() {
        for (String digest : List.of("d1", "d1", "d2")) {
            take(
                    false,
                    source("f", List.of(RED)),
                    new Step(
                            "copy",
                            "f",
                            COPIES,
                            List.of(THINGS, new FilesRead("score.references", digest)),
                            t -> t.read(THINGS).selectExpr(kept())));
        }
        assertThat(applied).containsExactly("source", "copy", "copy");
    }

    @Test
    void aStepIsNotTakenAgainForATableItDoesNotRead() {
        for (String fact : List.of("f", "g")) {
            take(
                    false,
                    source("f", List.of(RED)),
                    copy(fact),
                    new Step("other", "f", OTHERS, List.of(THINGS), t -> t.read(THINGS)
                            .selectExpr(kept())));
        }
        assertThat(applied).containsExactly("source", "copy", "other", "copy");
    }

    private Step copy(String fact) {
        return new Step(
                "copy", fact, COPIES, List.of(THINGS), t -> t.read(THINGS).selectExpr(kept()));
    }

    private static String[] kept() {
        return new String[] {
            "value as row_id",
            "'kept' as status",
            "false as reused",
            "cast(array() as array<string>) as reasons",
            "string(null) as message",
            "string(null) as payload",
            "struct(name, value) as value"
        };
    }

    private Step source(String fact, List<Outcome<Attribute>> outcomes) {
        List<Row> rows = outcomes.stream().map(CODEC::toRow).toList();
        return new Step("source", fact, THINGS, List.of(), t -> spark.createDataFrame(rows, CODEC.schema()));
    }

    @Test
    void aJobThatFailedIsPlannedAgainAsLongAsItFindsOutMore() {
        List<Long> found = List.of(5L, 6L, 7L, 7L);
        Iterator<Long> answers = found.iterator();
        Stage deadly =
                new Step("deadly", "f", THINGS, List.of(), t -> {
                    throw new IllegalStateException("Job aborted, try " + applied.size());
                }) {
                    @Override
                    public long found(Tables in) {
                        return answers.next();
                    }
                };
        assertThatThrownBy(() -> take(false, deadly)).hasMessage("Job aborted, try 3");
        Iterator<Long> once = found.iterator();
        applied.clear();
        Stage survived =
                new Step("deadly", "f", THINGS, List.of(), t -> {
                    if (applied.size() == 1) {
                        throw new IllegalStateException("Job aborted");
                    }
                    return spark.createDataFrame(List.of(CODEC.toRow(RED)), CODEC.schema());
                }) {
                    @Override
                    public long found(Tables in) {
                        return once.next();
                    }
                };
        assertThat(take(false, survived).get(0).kept()).isEqualTo(1);
    }

    private class Step implements Stage {
        private final String name;
        private final String fact;
        private final Table<Attribute> to;
        private final List<Input> inputs;
        private final Function<Tables, Dataset<Row>> body;

        Step(String name, String fact, Table<Attribute> to, List<Input> inputs, Function<Tables, Dataset<Row>> body) {
            this.name = name;
            this.fact = fact;
            this.to = to;
            this.inputs = inputs;
            this.body = body;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public List<Input> inputs() {
            return inputs;
        }

        @Override
        public Output output() {
            return Output.rows(to);
        }

        @Override
        public void facts(IdWriter facts) {
            facts.text("fact", fact);
        }

        @Override
        public Dataset<Row> apply(Tables in) {
            applied.add(name);
            return body.apply(in);
        }
    }

    private List<FunnelRow> take(boolean retryFailed, Stage... stages) {
        return take(new Run.How(retryFailed, false), stages);
    }

    private List<FunnelRow> take(Run.How how, Stage... stages) {
        said.reset();
        return new Run(tables, how, new PrintStream(said, true, StandardCharsets.UTF_8)).take(List.of(stages));
    }
}
