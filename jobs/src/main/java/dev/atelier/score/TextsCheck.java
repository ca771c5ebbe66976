package dev.atelier.score;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.atelier.stage.ConfError;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.MessageType;

/** Looks through files of texts before a run begins, as Spark will read them: what is wrong is told by file and line. */
final class TextsCheck {
    /** As lenient as Spark's reader. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES, JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final InputFiles files;
    private final List<String> keys;
    private final Configuration hadoop;
    private long texts;

    /** @param keys that every line must have a value for; the last of them is the text */
    private TextsCheck(InputFiles files, List<String> keys, Configuration hadoop) {
        this.files = files;
        this.keys = List.copyOf(keys);
        this.hadoop = hadoop;
    }

    /**
     * @throws ConfError if a line is no JSON object, lacks a value, or there is no text at all
     */
    static void lines(InputFiles files, List<String> keys, Configuration hadoop) {
        TextsCheck check = new TextsCheck(files, keys, hadoop);
        files.found(hadoop).forEach(check::lines);
        check.requireTexts();
    }

    /**
     * @throws ConfError if a file is of no kind that is known, a line lacks its text, or there is no text at all
     */
    static void ofAnyKind(InputFiles files, Configuration hadoop) {
        TextsCheck check = new TextsCheck(files, List.of("text"), hadoop);
        for (FileStatus file : files.found(hadoop)) {
            switch (ProtectedTexts.kind(files, file)) {
                case "json" -> check.lines(file);
                case "parquet" -> check.columns(file);
                default -> check.texts += file.getLen();
            }
        }
        check.requireTexts();
    }

    private void requireTexts() {
        if (texts == 0) {
            throw new ConfError("Invalid " + files.key() + ": " + files.path()
                    + " (holds no text; name files with texts" + " or leave the key out)");
        }
    }

    private void lines(FileStatus file) {
        long number = 0;
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(open(file), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank()) {
                    line(line, file.getPath().getName() + " line " + number);
                    texts++;
                }
            }
        } catch (IOException | UncheckedIOException e) {
            throw files.unreadable(e);
        }
    }

    private void line(String line, String where) {
        JsonNode object;
        try {
            object = JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw refused(
                    where,
                    "is not JSON: " + e.getOriginalMessage().lines().findFirst().orElse(""),
                    e);
        }
        if (!object.isObject()) {
            throw refused(where, "is not a JSON object", null);
        }
        for (String key : keys) {
            if (object.path(key).asText("").isBlank()) {
                throw refused(where, "has no " + key, null);
            }
        }
    }

    private ConfError refused(String where, String what, Exception cause) {
        return new ConfError(
                "Invalid " + files.key() + ": " + where + " " + what + " (each line must be one JSON object with "
                        + String.join(" and ", keys) + "; put the line right or take it out)",
                cause);
    }

    private void columns(FileStatus file) {
        try (ParquetFileReader parquet = ParquetFileReader.open(HadoopInputFile.fromStatus(file, hadoop))) {
            MessageType schema = parquet.getFooter().getFileMetaData().getSchema();
            for (String column : List.of("id", "text")) {
                if (schema.getFields().stream()
                        .noneMatch(field -> field.getName().equalsIgnoreCase(column))) {
                    throw new ConfError("Invalid " + files.key() + ": "
                            + file.getPath().getName() + " has no column " + column
                            + " (Parquet must have id and text; write it with these names)");
                }
            }
            texts += parquet.getRecordCount();
        } catch (IOException | ConfError e) {
            throw e instanceof ConfError told ? told : files.unreadable(e);
        } catch (RuntimeException e) { // what Parquet's reader says of a file that is none
            throw files.unreadable(e);
        }
    }

    private InputStream open(FileStatus file) throws IOException {
        Path path = file.getPath();
        InputStream bytes = path.getFileSystem(hadoop).open(path);
        try {
            CompressionCodec codec = new CompressionCodecFactory(hadoop).getCodec(path);
            return codec == null ? bytes : codec.createInputStream(bytes);
        } catch (RuntimeException | LinkageError e) { // some codecs want native libraries
            bytes.close();
            throw new IOException("cannot be unpacked here: " + e.getMessage() + "; pack it with gzip or bzip2", e);
        }
    }
}
