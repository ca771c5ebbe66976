package dev.atelier.collect;

import dev.atelier.domain.ContentId;
import dev.atelier.domain.RawItem;
import dev.atelier.rows.Outcome;
import dev.atelier.stage.ConfError;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Rows of a result that is ordered by their key, which is its first column; one is held at a time, and the next. */
final class JdbcReader extends RowReader<Closeable> {
    private static final Set<Integer> UNREADABLE = Set.of(
            Types.BINARY,
            Types.VARBINARY,
            Types.LONGVARBINARY,
            Types.BLOB,
            Types.ARRAY,
            Types.STRUCT,
            Types.JAVA_OBJECT,
            Types.REF);

    private static final BigInteger DIGESTS = BigInteger.ONE.shiftLeft(256);

    private final JdbcSource source;
    private final ResultSet result;
    private final JdbcSource.Selected selected;
    private BigInteger sum = BigInteger.ZERO;
    private Fetched ahead;
    private IOException broken;
    private String lastKey;
    private long sameKey;

    /**
     * @param key null for none
     * @param problem null for a row whose values can all be read
     */
    private record Fetched(String key, List<Cell> cells, String problem) {}

    JdbcReader(RowMaker rows, JdbcSource source, ResultSet result, JdbcSource.Selected selected) throws SQLException {
        super(rows, end(result.getStatement().getConnection(), source.database()));
        this.source = source;
        this.result = result;
        this.selected = selected;
        this.ahead = fetch();
    }

    /** @throws ConfError if values of that column are no text, number or time */
    static void checkReadable(ResultSetMetaData meta, int place, String source) throws SQLException {
        String type = meta.getColumnTypeName(place);
        if (UNREADABLE.contains(meta.getColumnType(place)) && !type.equalsIgnoreCase("uuid")) {
            throw new ConfError("Cannot read column " + meta.getColumnLabel(place) + " of " + source + ": its type is "
                    + type + " (map another column, or make a text or number of it in a query)");
        }
    }

    @Override
    Outcome<RawItem> next() {
        Fetched now = ahead;
        if (now == null && broken != null) {
            throw new UncheckedIOException(broken);
        } else if (now == null) {
            return null;
        }
        row++;
        try {
            ahead = fetch();
        } catch (SQLException e) { // the row before it has been read
            ahead = null;
            broken = new IOException(source.database().said(e), e);
        }
        sameKey = Objects.equals(now.key, lastKey) ? sameKey + 1 : 1;
        lastKey = now.key;
        String raw =
                now.cells.stream().map(cell -> cell == null ? "" : cell.text()).collect(Collectors.joining("\t"));
        if (now.key == null) {
            String what = "has no " + source.key() + ", which would be its id (fill it in, or name another key)";
            return rows.failed("(none " + sameKey + ")", "missing_key", what, raw);
        } else if (sameKey > 1 || (ahead != null && now.key.equals(ahead.key))) {
            String what = "is one of several with that " + source.key() + " (name a key that tells rows apart)";
            return rows.failed(now.key + " (" + sameKey + ")", "duplicate_key", what, raw);
        } else if (now.problem != null) {
            return rows.failed(now.key, "broken_value", "cannot be read: " + now.problem + " (mend the value)", raw);
        }
        return rows.item(
                now.key, row, raw, column -> cell(now, selected.places().get(column)), List.of());
    }

    private static Cell cell(Fetched row, Integer place) {
        return place == null ? null : row.cells.get(place);
    }

    /** The next row; null at the end. */
    private Fetched fetch() throws SQLException {
        if (!result.next()) {
            return null;
        }
        List<Cell> cells = new ArrayList<>();
        StringBuilder written = new StringBuilder();
        String problem = null;
        for (int i = 0; i < selected.types().size(); i++) {
            Cell cell = null;
            try {
                cell = cell(i + 1, selected.types().get(i));
            } catch (SQLException | DateTimeException e) {
                problem = source.database().said(e);
            }
            cells.add(cell);
            written.append(cell == null ? "-" : cell.text().length() + (cell.number() ? "n" : "t") + cell.text());
        }
        String digest = ContentId.ofBytes(written.toString().getBytes(StandardCharsets.UTF_8));
        sum = sum.add(new BigInteger(digest, 16)).mod(DIGESTS);
        Cell key = cells.get(0);
        return new Fetched(key == null || key.text().isBlank() ? null : key.text(), cells, problem);
    }

    private Cell cell(int place, int type) throws SQLException {
        if (result.getObject(place) == null) {
            return null;
        }
        return switch (type) {
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT, Types.NUMERIC, Types.DECIMAL ->
                Cell.number(result.getBigDecimal(place));
            case Types.REAL -> Cell.number(result.getFloat(place));
            case Types.FLOAT, Types.DOUBLE -> Cell.number(result.getDouble(place));
            case Types.BIT, Types.BOOLEAN -> Cell.text(Boolean.toString(result.getBoolean(place)));
            case Types.DATE ->
                Cell.text(result.getObject(place, LocalDate.class).toString());
            case Types.TIME -> Cell.time(result.getObject(place, LocalTime.class));
            case Types.TIMESTAMP -> Cell.time(result.getObject(place, LocalDateTime.class));
            case Types.TIMESTAMP_WITH_TIMEZONE ->
                Cell.time(result.getObject(place, OffsetDateTime.class)
                        .withOffsetSameInstant(ZoneOffset.UTC)
                        .toLocalDateTime());
            default -> Cell.text(result.getString(place));
        };
    }

    /** The sum of the rows' digests: equal for equal rows in any order. */
    String digest() {
        return String.format(Locale.ROOT, "%064x", sum);
    }

    /** The same, once all that is left has been fetched. */
    String digestOfAll() throws SQLException {
        while (ahead != null) {
            ahead = fetch();
        }
        return digest();
    }

    private static Closeable end(Connection connection, Database database) {
        return () -> {
            try {
                if (!connection.isClosed()) {
                    connection.rollback();
                    connection.close();
                }
            } catch (SQLException e) {
                throw new IOException(database.said(e), e);
            }
        };
    }
}
