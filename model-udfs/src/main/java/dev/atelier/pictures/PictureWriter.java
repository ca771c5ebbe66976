package dev.atelier.pictures;

import dev.atelier.domain.ContentId;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.util.HadoopOutputFile;

/** Sorted pictures to large files of the table, one after the other. A file has its name when it is whole. */
final class PictureWriter implements Closeable {
    private final PictureTable table;
    private final List<String> names = new ArrayList<>();
    private Path pending;
    private ParquetWriter<Group> out;
    private MessageDigest all;
    private String first;
    private String last;

    PictureWriter(PictureTable table) {
        this.table = table;
    }

    /** @param sha256 not below those before it; an equal one is left out */
    void add(String sha256, byte[] png) throws IOException {
        if (out == null) {
            open(sha256);
        }
        if (!sha256.equals(last)) {
            out.write(PictureFile.row(sha256, png));
            all.update(sha256.getBytes(StandardCharsets.US_ASCII));
            last = sha256;
        }
    }

    private void open(String sha256) throws IOException {
        pending = table.run().pending();
        all = ContentId.sha256();
        first = sha256;
        last = null;
        var hadoop = table.run().hadoop();
        hadoop.of(pending); // which turns checksum files off where they would lie beside it
        out = PictureFile.writer(HadoopOutputFile.fromPath(pending, hadoop.configuration()), hadoop.configuration());
    }

    /** The end of a file, if one was begun. */
    void finish() throws IOException {
        if (out != null) {
            ParquetWriter<Group> whole = out;
            out = null;
            whole.close();
            String name = PictureTable.joinedName(first, last, HexFormat.of().formatHex(all.digest()));
            table.run().publish(pending, PictureTable.FOLDER + "/" + name);
            names.add(name);
        }
    }

    /** Of the finished files. */
    List<String> names() {
        return names;
    }

    /** A file that was not finished is not one; the next run clears it away. */
    @Override
    public void close() throws IOException {
        if (out != null) {
            out.close();
        }
    }
}
