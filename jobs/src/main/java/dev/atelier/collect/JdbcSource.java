package dev.atelier.collect;

import dev.atelier.domain.IdWriter;
import dev.atelier.domain.Inline;
import dev.atelier.domain.Require;
import dev.atelier.domain.Word;
import dev.atelier.stage.ConfError;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Rows of a database, read by one task in the order of their key. The driver's jar is not ours: it stands on the class path.
 *
 * @param name what rows are called, before {@code #} and their key; default {@code table}
 * @param url such as {@code jdbc:postgresql://host/shop}, without user and password
 * @param table as SQL names it; either this or {@code query}
 * @param query a select
 * @param key column that no two rows have the same value of: makes the rows' ids
 * @param userVariable environment variable that holds the user, here and on every executor
 * @param passwordVariable the same of the password
 * @param fetchSize rows that the driver fetches at a time; default 1000
 */
@Word("jdbc")
public record JdbcSource(
        String name,
        String url,
        String table,
        String query,
        String key,
        String userVariable,
        String passwordVariable,
        Integer fetchSize,
        @Inline Mapping rows)
        implements Source {
    public JdbcSource {
        Database.checkUrl(url);
        Require.that((table == null) != (query == null), "table and query", table, "exactly one of them is needed");
        name = name == null ? table : name;
        Require.that(
                name != null && !name.isBlank() && name.indexOf('/') < 0,
                "name of a source",
                name,
                "needed here, without a /");
        Require.text(key, "key of source " + name);
        fetchSize = fetchSize == null ? 1000 : fetchSize;
        Require.that(fetchSize >= 1, "fetchSize", fetchSize, "must be 1 or more");
    }

    /**
     * What is read of each row.
     *
     * @param types of {@link java.sql.Types}, the key's first
     * @param places of our columns among them, from 0
     */
    record Selected(String sql, List<Integer> types, Map<Column, Integer> places) {}

    Database database() {
        return new Database(name, url, userVariable, passwordVariable);
    }

    @Override
    public String place() {
        return name;
    }

    @Override
    public IdWriter written() {
        return IdWriter.of("jdbc/1")
                .text("name", name)
                .text("table", table)
                .text("query", query)
                .text("key", key)
                .record("rows", rows);
    }

    @Override
    public String called(long row) {
        return "(row " + row + ")";
    }

    @Override
    public List<String> find(Configuration hadoop, Consumer<Path> hidden) {
        return List.of(name);
    }

    @Override
    public void check(List<SourceFile> own, Configuration hadoop) {
        try (Connection connection = database().connect()) {
            select(connection);
        } catch (SQLException e) {
            throw database().unreadable(e);
        }
    }

    /** Of the rows, in whatever order they come. */
    @Override
    public String digest(SourceFile file, Configuration hadoop) throws IOException {
        try (JdbcReader reader = read(new RowMaker(file.name(), this))) {
            return reader.digestOfAll();
        } catch (SQLException e) {
            throw database().unreadable(e);
        }
    }

    @Override
    public Opened open(SourceFile part, RowMaker maker, Configuration hadoop) throws IOException {
        try {
            JdbcReader reader = read(maker);
            return new Opened(reader, reader::digest);
        } catch (ConfError e) { // the driver could read it, this executor cannot: an outcome, not the end of the run
            throw new IOException(e.getMessage(), e);
        }
    }

    /** @throws ConfError if there is no driver, no such table, no such column, or the database says no */
    private JdbcReader read(RowMaker maker) {
        try {
            Connection connection = database().connect();
            try {
                connection.setAutoCommit(false); // some drivers fetch all at once otherwise
                Selected selected = select(connection);
                PreparedStatement all = connection.prepareStatement(selected.sql());
                all.setFetchSize(fetchSize);
                return new JdbcReader(maker, this, all.executeQuery(), selected);
            } catch (SQLException | RuntimeException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw database().unreadable(e);
        }
    }

    private String from() {
        return table != null ? table : "(" + query.strip().replaceFirst(";$", "") + "\n) q";
    }

    /** Columns by the names that the database gives them; where none is spelt alike, upper and lower case do not matter. */
    private Selected select(Connection connection) throws SQLException {
        String quote = connection.getMetaData().getIdentifierQuoteString().strip();
        try (PreparedStatement none = connection.prepareStatement("select * from " + from() + " where 1 = 0");
                ResultSet empty = none.executeQuery()) {
            ResultSetMetaData meta = empty.getMetaData();
            List<String> there = new ArrayList<>();
            for (int i = 1; i <= meta.getColumnCount(); i++) {
                there.add(meta.getColumnLabel(i));
            }
            List<String> read = new ArrayList<>();
            List<Integer> types = new ArrayList<>();
            Map<Column, Integer> places = new HashMap<>();
            Column first = new Column(key);
            List<Column> wanted = new ArrayList<>(rows.wanted());
            wanted.add(0, first);
            for (Column column : wanted) {
                int place = place(column, there);
                if (place < 0 && (!column.isOptional() || column.equals(first))) {
                    throw column.unknown(name, name, there);
                } else if (place >= 0) {
                    JdbcReader.checkReadable(meta, place + 1, name);
                    String label = quote + there.get(place).replace(quote, quote + quote) + quote;
                    if (!read.contains(label)) {
                        read.add(label);
                        types.add(meta.getColumnType(place + 1));
                    }
                    places.put(column, read.indexOf(label));
                }
            }
            String sql = "select " + String.join(", ", read) + " from " + from() + " order by " + read.get(0);
            return new Selected(sql, types, places);
        }
    }

    private int place(Column column, List<String> there) {
        int place = column.place(there, name);
        List<String> lower =
                there.stream().map(label -> label.toLowerCase(Locale.ROOT)).toList();
        return place >= 0 ? place : new Column(column.written().toLowerCase(Locale.ROOT)).place(lower, name);
    }
}
