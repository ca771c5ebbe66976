package dev.atelier.measures;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.atelier.domain.Require;
import dev.atelier.rows.RowCodec;
import dev.atelier.worker.KeptLines;
import dev.atelier.worker.RunFolder;
import java.io.Serializable;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What scorers found under one run folder and is worth keeping: a line for each artifact that something new was found in. */
public record KeptFindings(KeptLines lines) implements Serializable, FlatMapFunction<String, Row> {
    /** Where a line names its ask, as a JSON path. */
    public static final String ASK = "$.askId";

    private static final ObjectMapper JSON =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    private static final Logger LOG = LoggerFactory.getLogger(KeptFindings.class);
    private static final RowCodec<OfAsk> CODEC = RowCodec.of(OfAsk.class);

    /** A line: findings about what was made for an ask. The same ask is answered with the same bytes. */
    public record OfAsk(String askId, List<Finding> findings) {
        public OfAsk {
            findings = Require.list(findings);
        }
    }

    public static KeptFindings in(RunFolder folder) {
        return new KeptFindings(new KeptLines(folder, "findings"));
    }

    void keep(List<Subject> rows) {
        lines.keep(rows.stream()
                .filter(row -> !row.fresh().isEmpty())
                .map(row -> json(new OfAsk(row.askId(), row.fresh())))
                .toList());
    }

    /** Lines to rows of {@link OfAsk}. */
    @Override
    public Iterator<Row> call(String line) {
        try {
            return List.of(CODEC.toRow(JSON.readValue(line, OfAsk.class))).iterator();
        } catch (JsonProcessingException e) {
            LOG.warn("A line of the store is damaged; what it told of is found again: {}", e.getOriginalMessage());
            return Collections.emptyIterator();
        }
    }

    public static Encoder<Row> encoder() {
        return Encoders.row(CODEC.schema());
    }

    private static String json(OfAsk line) {
        try {
            return JSON.writeValueAsString(line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot write what was found for ask " + line.askId(), e);
        }
    }
}
