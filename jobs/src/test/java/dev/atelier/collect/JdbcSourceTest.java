package dev.atelier.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.Samples;
import dev.atelier.domain.RawItem;
import dev.atelier.rows.Outcome;
import dev.atelier.stage.ConfError;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows of a real database: H2, in memory. */
class JdbcSourceTest {
    private static final String URL = "jdbc:h2:mem:shop;DB_CLOSE_DELAY=-1";
    private static final Map<String, String> TITLE = Map.of("name", "title", "price", "cost?");

    /** Two variables that every test run has (surefire): stand for a user and a password. */
    private static final String USER = "SPARK_LOCAL_IP", PASSWORD = "LC_ALL";

    private Connection database;

    @BeforeEach
    void open() throws SQLException {
        database = DriverManager.getConnection(URL);
    }

    @AfterEach
    void drop() throws SQLException {
        sql("shutdown");
    }

    private void sql(String... statements) throws SQLException {
        for (String statement : statements) {
            database.createStatement().execute(statement);
        }
    }

    private static JdbcSource table(String table, Map<String, String> columns, Map<String, String> attributes) {
        Mapping rows = new Mapping(columns, attributes, null, "CC0-1.0");
        return new JdbcSource(null, URL, table, null, "id", null, null, 2, rows);
    }

    private static List<Outcome<RawItem>> collect(Source source, Map<String, String> digests) {
        CollectConf conf = new CollectConf(List.of(source));
        var stage = new CollectStage(
                conf, digests == null ? SourceDigests.of(conf, Reading.HADOOP) : new TreeMap<>(digests));
        return Samples.outcomes(stage, Samples.tables(), RawItem.class);
    }

    private static String digest(Source source) {
        Map<String, String> digests = SourceDigests.of(new CollectConf(List.of(source)), Reading.HADOOP);
        assertThat(digests).hasSize(1);
        return digests.values().iterator().next();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    decimal(10,2)            | 12.50                                      | 12.50
                    decimal(30,4)            | 12345678901234567890.1000                  | 12345678901234567890.1000
                    decimal(10,2)            | 1200.00                                    | 1200
                    bigint                   | -9223372036854775808                       | -9223372036854775808
                    double precision         | 0.1                                        | 0.1
                    real                     | 19.99                                      | 19.99
                    boolean                  | true                                       | true
                    date                     |  2024-02-29                                | 2024-02-29
                    time                     |  10:00:01                                  | 10:00:01
                    timestamp(6)             |  2024-03-31 02:30:00.000001                | 2024-03-31 02:30:00.000001
                    timestamp with time zone |  2024-01-01 01:00:00+02:00                 | 2023-12-31 23:00:00
                    uuid                     |  00000000-0000-0001-0000-000000000002      | 00000000-0000-0001-0000-000000000002
                    varchar(99)              |  日本 🛍 Größe\u0301                          | 日本 🛍 Größe\u0301
                    clob                     |  long                                      | long
                    varchar(9)               |                                            |
                    """)
    void everyKindOfValueIsReadDigitByDigit(String type, String literal, String expected) throws SQLException {
        sql(
                "create table things (id int, title varchar(9), it " + type + ")",
                literal == null
                        ? "insert into things values (7, 'mug', null)"
                        : "insert into things values (7, 'mug', cast('" + literal + "' as " + type + "))");
        Outcome<RawItem> row =
                collect(table("things", TITLE, Map.of("it", "it")), null).get(0);
        assertThat(row.rowId()).isEqualTo("things#7");
        assertThat(Reading.attributes(row).get("it")).isEqualTo(expected);
    }

    @Test
    void aRowsIdIsItsKeyHoweverTheRowsLie() throws SQLException {
        sql(
                "create table a (id varchar(9), title varchar(9), cost decimal(9,2), stock int)",
                "create table b (stock int, title varchar(9), id varchar(9), cost decimal(9,2))",
                "insert into a values ('x', 'mug', 3.50, 1), ('ä#1', 'bowl', null, 2), ('y', 'vase', 9, 3)",
                "insert into b values (9, 'vase', 'y', 9), (9, 'bowl', 'ä#1', null), (9, 'mug', 'x', 3.50)");
        Mapping rows = new Mapping(TITLE, null, "de-DE", "CC0-1.0");
        Source b = new JdbcSource("a", URL, null, "select * from b where stock > 0;", "ID", null, null, null, rows);
        Source a = new JdbcSource(null, URL, "a", null, "id", null, null, null, rows);
        List<Outcome<RawItem>> outcomes = collect(a, Map.of("a", digest(a)));
        assertThat(outcomes).extracting(Outcome::rowId).containsExactly("a#x", "a#y", "a#ä#1");
        assertThat(outcomes).isEqualTo(collect(b, Map.of("a", digest(a))));
        RawItem mug = outcomes.get(0).value();
        assertThat(List.of(mug.source(), mug.name(), mug.price(), mug.typedPrice(), mug.licence()))
                .containsExactly("a", "mug", "3.50", true, "CC0-1.0");
    }

    @Test
    void anotherRowIsAnotherDigestAndAColumnThatNobodyReadsIsNone() throws SQLException {
        sql(
                "create table a (id int, title varchar(9), cost decimal(9,2), stock int)",
                "insert into a values (1, 'mug', 3.50, 1), (2, 'bowl', 4, 2)");
        Source source = table("a", TITLE, null);
        String before = digest(source);
        sql("update a set stock = 7");
        assertThat(digest(source)).isEqualTo(before).matches("[0-9a-f]{64}");
        assertThat(collect(source, Map.of("a", before))).hasSize(2).allMatch(o -> o.value() != null);
        for (String change : List.of(
                "update a set title = 'cup' where id = 2",
                "update a set cost = null where id = 1",
                "insert into a values (3, 'mug', 3.50, 1)",
                "delete from a where id = 1")) {
            sql(change);
            assertThat(digest(source)).as(change).isNotEqualTo(before);
            assertThat(collect(source, Map.of("a", before)))
                    .as(change)
                    .filteredOn(o -> o.reasons().contains("changed_file"))
                    .singleElement()
                    .satisfies(o ->
                            assertThat(o.message()).contains("a#(row 0) stands for", "changed while the run read it"));
            before = digest(source);
        }
        sql("delete from a");
        assertThat(collect(source, null)).singleElement().satisfies(o -> assertThat(o.reasons())
                .containsExactly("empty_file"));
    }

    @Test
    void rowsWithoutAKeyOfTheirOwnGoToQuarantine() throws SQLException {
        sql(
                "create table a (id varchar(9), title varchar(9))",
                "insert into a values (null, 'n'), ('2', 'two'), ('1', 'one'), ('2', 'also two'), (null, 'm'), ('3', 'c')");
        List<Outcome<RawItem>> outcomes = collect(table("a", Map.of("name", "title"), null), null);
        assertThat(outcomes)
                .extracting(o -> o.rowId() + " " + o.reasons())
                .containsExactly(
                        "a#(none 1) [missing_key]",
                        "a#(none 2) [missing_key]",
                        "a#1 []",
                        "a#2 (1) [duplicate_key]",
                        "a#2 (2) [duplicate_key]",
                        "a#3 []");
        assertThat(outcomes.get(3).payload()).contains("two");
        assertThat(outcomes.get(3).message()).contains("one of several with that id (name a key");
    }

    @Test
    void aRowThatWasReadBeforeTheDatabaseWentIsKept() throws Exception {
        sql("create table a (id int, title varchar(9))", "insert into a values (1, 'mug'), (2, 'bowl'), (3, 'vase')");
        ResultSet rows = database.createStatement().executeQuery("select id, title from a order by id");
        int[] asked = {0};
        ResultSet breaking = (ResultSet) Proxy.newProxyInstance(
                ResultSet.class.getClassLoader(), new Class<?>[] {ResultSet.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("next") && ++asked[0] == 3) {
                        throw new SQLException("connection reset\nat host");
                    }
                    return method.invoke(rows, arguments);
                });
        JdbcSource source = table("a", Map.of("name", "title"), null);
        JdbcReader reader = new JdbcReader(
                new RowMaker("a", source),
                source,
                breaking,
                new JdbcSource.Selected(
                        "",
                        List.of(Types.INTEGER, Types.VARCHAR),
                        Map.of(new Column("id"), 0, new Column("title"), 1)));
        assertThat(List.of(reader.next().rowId(), reader.next().rowId())).containsExactly("a#1", "a#2");
        assertThatThrownBy(reader::next).hasMessageEndingWith("connection reset");
        assertThat(reader.row).isEqualTo(2);
    }

    @Test
    void whatCannotBeReadIsOneLineBeforeTheFirstRow() throws SQLException {
        sql("create table a (id int, title varchar(9), photo blob, tags varchar(9) array)");
        Map<String, String> name = Map.of("name", "title");
        refused(table("nowhere", name, null), "Cannot read source nowhere", "NOWHERE", "its table or query");
        refused(table("a", Map.of("name", "titel"), null), "Unknown column titel of a", "did you mean TITLE?");
        refused(table("a", name, Map.of("p", "photo")), "column PHOTO of a", "BINARY LARGE OBJECT", "another column");
        refused(table("a", name, Map.of("t", "tags")), "column TAGS of a", "ARRAY");
        Mapping rows = new Mapping(name, null, null, "CC0-1.0");
        refused(
                new JdbcSource("q", URL, null, "select sum(title from a", "id", null, null, null, rows),
                "Cannot read source q",
                "Syntax error");
        refused(new JdbcSource(null, URL, "a", null, "sku", null, null, null, rows), "Unknown column sku of a");
        refused(
                new JdbcSource(null, "jdbc:shopdb://h/x", "a", null, "id", null, null, null, rows),
                "No JDBC driver for source a, whose url begins with jdbc:shopdb",
                "ATELIER_JARS");
        refused(
                new JdbcSource(null, URL, "a", null, "id", "NO_SUCH_VARIABLE", null, null, rows),
                "Missing environment variable NO_SUCH_VARIABLE of source a");
    }

    private static void refused(Source source, String... words) {
        CollectConf conf = new CollectConf(List.of(source));
        assertThatThrownBy(() -> SourceDigests.of(conf, Reading.HADOOP))
                .isInstanceOf(ConfError.class)
                .message()
                .contains(words)
                .doesNotContain("\n");
        assertThatThrownBy(() -> Reading.check(source))
                .isInstanceOf(ConfError.class)
                .message()
                .contains(words);
    }

    @Test
    void userAndPasswordComeFromTheEnvironmentAndAreNeverShown() throws Exception {
        sql(
                "create user \"" + System.getenv(USER) + "\" password '" + System.getenv(PASSWORD) + "' admin",
                "create table a (id int, title varchar(9))",
                "insert into a values (1, 'mug')");
        Mapping rows = new Mapping(Map.of("name", "title"), null, null, "CC0-1.0");
        Source source = new JdbcSource(null, URL, "a", null, "id", USER, PASSWORD, null, rows);
        assertThat(collect(source, null)).extracting(Outcome::rowId).containsExactly("a#1");
        Source wrong = new JdbcSource(null, URL, "a", null, "id", USER, USER, null, rows);
        refused(wrong, "Cannot read source a", "Wrong user name or password");
        sql("create schema s authorization \"" + System.getenv(USER) + "\"");
        Source spoken =
                new JdbcSource(null, URL, "\"" + System.getenv(USER) + "\"", null, "id", USER, PASSWORD, null, rows);
        assertThatThrownBy(() -> digest(spoken)).message().contains("***").doesNotContain(System.getenv(USER) + "\" n");
        assertThat(source.written().id())
                .isEqualTo(new JdbcSource(null, "jdbc:h2:mem:x", "a", null, "id", null, null, 7, rows)
                        .written()
                        .id());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    postgresql://h/x              | a |            | url of a source: postgresql:... (must begin with jdbc:
                    jdbc:pg://h/x?password=geheim | a |            | url of a source: jdbc:pg:... (a user or password stands in it
                    jdbc:pg://bob:geheim@h/x      | a |            | a user or password stands in it
                    jdbc:h2:mem:x;USER=geheim     | a |            | a user or password stands in it
                    jdbc:ora:thin:bob/geheim@h:1  | a |            | a user or password stands in it
                    jdbc:ms://h;accessToken=geheim| a |            | a user or password stands in it
                    jdbc:h2:mem:x                 | a | select 1   | exactly one of them is needed
                    jdbc:h2:mem:x                 |   |            | exactly one of them is needed
                    jdbc:h2:mem:x                 |   | select 1   | Invalid name of a source: null (needed here
                    jdbc:h2:mem:x                 |s/a|            | Invalid name of a source: s/a (needed here, without a /
                    """)
    void aSourceThatIsNoneIsRefused(String url, String table, String query, String says) {
        Mapping rows = new Mapping(null, null, null, "CC0-1.0");
        assertThatThrownBy(() -> new JdbcSource(null, url, table, query, "id", null, null, null, rows))
                .message()
                .contains(says)
                .doesNotContain("geheim");
    }

    @ParameterizedTest
    @CsvSource({"jdbc:postgresql://host:5432/shop?ssl=true", "jdbc:h2:mem:users", "jdbc:oracle:thin:@//host:1/x"})
    void aUrlWithoutSecretsIsTaken(String url) {
        Mapping rows = new Mapping(null, null, null, "CC0-1.0");
        assertThat(new JdbcSource(null, url, "a", null, "id", null, null, null, rows).place())
                .isEqualTo("a");
    }
}
