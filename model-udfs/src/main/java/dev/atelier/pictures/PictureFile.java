package dev.atelier.pictures;

import static org.apache.parquet.filter2.predicate.FilterApi.binaryColumn;
import static org.apache.parquet.filter2.predicate.FilterApi.eq;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.InitContext;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Types;

/**
 * One Parquet file of pictures, sorted by sha256. Each picture is a page of its own (PNG does not compress), so that the
 * column index (parquet-format, PageIndex.md) leads to its bytes alone. Equal pictures give equal files.
 */
record PictureFile(Path path, Configuration hadoop) {
    static final String SHA256 = "sha256", SIZE_BYTES = "size_bytes", PNG = "png";

    private static final MessageType SCHEMA = Types.buildMessage()
            .required(BINARY)
            .as(LogicalTypeAnnotation.stringType())
            .named(SHA256)
            .required(INT64)
            .named(SIZE_BYTES)
            .required(BINARY)
            .named(PNG)
            .named("picture");

    private static final MessageType WITHOUT_PNG =
            new MessageType(SCHEMA.getName(), SCHEMA.getType(SHA256), SCHEMA.getType(SIZE_BYTES));

    /** Bytes of a row group, which a writer holds in memory, and whose part of the index a reader of one picture reads. */
    private static final long ROW_GROUP_BYTES = 8 << 20;

    /** Of a digest in the column index, in characters: enough to find the page. */
    private static final int INDEXED_CHARACTERS = 16;

    /** A row; {@code png} is null where it was not read. */
    record Entry(String sha256, long sizeBytes, byte[] png) {}

    static ParquetWriter<Group> writer(OutputFile to, Configuration hadoop) throws IOException {
        return ExampleParquetWriter.builder(to)
                .withType(SCHEMA)
                .withConf(hadoop)
                .withCompressionCodec(CompressionCodecName.UNCOMPRESSED)
                .withDictionaryEncoding(false)
                .withRowGroupSize(ROW_GROUP_BYTES)
                .withPageRowCountLimit(1)
                .withMinRowCountForPageSizeCheck(1)
                .withColumnIndexTruncateLength(INDEXED_CHARACTERS)
                .build();
    }

    static Group row(String sha256, byte[] png) {
        Group row = new SimpleGroup(SCHEMA);
        row.add(SHA256, sha256);
        row.add(SIZE_BYTES, (long) png.length);
        row.add(PNG, Binary.fromConstantByteArray(png));
        return row;
    }

    Optional<Entry> find(String sha256, boolean withPng) throws IOException {
        FilterCompat.Filter one = FilterCompat.get(eq(binaryColumn(SHA256), Binary.fromString(sha256)));
        try (Rows rows = rows(withPng, one)) {
            return Optional.ofNullable(rows.next());
        } catch (AssertionError e) { // where the JVM checks them, Parquet says so that its index is odd
            throw new IllegalStateException("The column index of " + path + " is odd", e);
        }
    }

    /** The same without the column index, which may be damaged where all else is whole. */
    Optional<Entry> findInAll(String sha256, boolean withPng) throws IOException {
        if (withoutPng().stream().noneMatch(entry -> entry.sha256().equals(sha256))) {
            return Optional.empty();
        }
        try (Rows rows = rows(withPng, FilterCompat.NOOP)) {
            for (Entry row = rows.next(); row != null; row = rows.next()) {
                if (row.sha256().equals(sha256)) {
                    return Optional.of(row);
                }
            }
            return Optional.empty();
        }
    }

    List<Entry> withoutPng() throws IOException {
        List<Entry> all = new ArrayList<>();
        try (Rows rows = rows(false, FilterCompat.NOOP)) {
            for (Entry row = rows.next(); row != null; row = rows.next()) {
                all.add(row);
            }
        }
        return all;
    }

    /** All rows, in order. */
    Rows rows() throws IOException {
        return rows(true, FilterCompat.NOOP);
    }

    private Rows rows(boolean withPng, FilterCompat.Filter filter) throws IOException {
        HadoopInputFile file = HadoopInputFile.fromPath(path, hadoop);
        return new Rows(new Reading(file, withPng ? SCHEMA : WITHOUT_PNG)
                .withFilter(filter)
                .build());
    }

    /** Whether reading failed because of what is in the file, and will fail again. */
    static boolean isDamage(Exception e) {
        StackTraceElement[] from = e.getStackTrace();
        return e instanceof RuntimeException
                || e instanceof EOFException
                || (from.length > 0 && from[0].getClassName().startsWith("org.apache.parquet."));
    }

    /** Rows one by one; null at the end. */
    record Rows(ParquetReader<Group> in) implements Closeable {
        Entry next() throws IOException {
            Group row = in.read();
            if (row == null) {
                return null;
            }
            boolean withPng = row.getType().containsField(PNG);
            return new Entry(
                    row.getString(SHA256, 0),
                    row.getLong(SIZE_BYTES, 0),
                    withPng ? row.getBinary(PNG, 0).getBytes() : null);
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }

    /** The library's own reader of a path reads all of Hadoop's defaults from XML each time. */
    private static final class Reading extends ParquetReader.Builder<Group> {
        private final MessageType wanted;

        Reading(HadoopInputFile file, MessageType wanted) {
            super(file);
            this.wanted = wanted;
        }

        @Override
        protected ReadSupport<Group> getReadSupport() {
            return new Only(wanted);
        }
    }

    private static final class Only extends GroupReadSupport {
        private final MessageType wanted;

        Only(MessageType wanted) {
            this.wanted = wanted;
        }

        @Override
        public ReadContext init(InitContext file) {
            return new ReadContext(wanted);
        }
    }
}
