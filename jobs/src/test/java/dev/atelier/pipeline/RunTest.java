package dev.atelier.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.SparkSessions;
import dev.atelier.domain.Attribute;
import dev.atelier.rows.Outcome;
import dev.atelier.rows.OutcomeCodec;
import dev.atelier.stage.FunnelRow;
import dev.atelier.stage.Stage;
import dev.atelier.stage.Tables;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
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
    private static final Outcome<Attribute> DOUBLE =
            Outcome.rejected("3", List.of("exact_duplicate"), "same as 1", "{}", null);

    private final SparkSession spark = SparkSessions.shared();
    private final List<String> applied = new ArrayList<>();

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
        assertThat(tables.read("things").collectAsList().toString()).isEqualTo("[[colour,red]]");
        assertThat(tables.read("quarantine").collectAsList().toString())
                .isEqualTo("[[2,broken_json,line 2 is broken,{\"a,source]]");
        Row rejected = tables.read("rejected_items").first();
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
        assertThat(applied).contains("source");
    }

    @Test
    void aStageThatLosesARowIsFoundOut() {
        Stage forgetful = stage("copy", in -> in.limit(1).selectExpr(kept()));
        assertThatThrownBy(() -> take(
                        false,
                        source("f", List.of(RED, Outcome.kept("9", new Attribute("colour", "blue")))),
                        new Step(forgetful, "things", "copies", "value.*", List.of())))
                .hasMessageContaining("funnel of stage copy")
                .hasMessageContaining("every row must be accounted for");
    }

    private Step copy(String fact) {
        return new Step(stage("copy", in -> in.selectExpr(kept())), "things", "copies", "value.*", List.of(fact));
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
        return new Step(
                stage("source", in -> spark.createDataFrame(rows, CODEC.schema())),
                null,
                "things",
                "value.*",
                List.of(fact));
    }

    private Stage stage(String name, Function<Dataset<Row>, Dataset<Row>> body) {
        return new Stage() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Dataset<Row> apply(Dataset<Row> in) {
                applied.add(name);
                return body.apply(in);
            }
        };
    }

    private List<FunnelRow> take(boolean retryFailed, Step... steps) {
        return new Run(
                        spark,
                        tables,
                        retryFailed,
                        new PrintStream(PrintStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .take(List.of(steps));
    }
}
