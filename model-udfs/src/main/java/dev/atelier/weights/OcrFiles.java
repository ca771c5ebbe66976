package dev.atelier.weights;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * PP-OCR as rapidocr has it: an ONNX graph that finds text and one that reads a line of it, {@code PP-OCRv6_det_small.onnx} and
 * {@code PP-OCRv6_rec_small.onnx} or those of another version; the second names its characters. Opening it runs nothing.
 *
 * @param finds the first
 * @param reads the second
 * @param characters what each number of its answers stands for; the first, for nothing, is empty, the last a space
 */
public record OcrFiles(Path finds, Path reads, List<String> characters) {
    private static final int MOST_BYTES_OF_CHARACTERS = 1 << 20;
    private static final Pattern FINDS = Pattern.compile("[A-Za-z0-9.-]*PP-OCRv[0-9]+_det_[a-z]+\\.onnx");
    private static final Pattern READS = Pattern.compile("[A-Za-z0-9.-]*PP-OCRv[0-9]+_rec_[a-z]+\\.onnx");

    static boolean mayUse(String relative) {
        return FINDS.matcher(relative).matches() || READS.matcher(relative).matches();
    }

    /** Relative paths of the files that are used, sorted; empty if the folder has none of them. */
    static List<String> in(Path root) {
        List<String> names;
        try (Stream<Path> files = Files.list(root)) {
            names = files.map(file -> file.getFileName().toString())
                    .filter(OcrFiles::mayUse)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new BadModelException(root, "folder", e.toString(), "must be a readable folder", e);
        }
        boolean one =
                names.stream().filter(name -> FINDS.matcher(name).matches()).count() == 1 && names.size() == 2;
        BadModelException.unless(
                names.isEmpty() || one,
                root,
                "graphs",
                names,
                "must be one PP-OCRv..._det_....onnx and one PP-OCRv..._rec_....onnx");
        return names;
    }

    /** Bytes of both. */
    public long bytes() {
        return ModelFile.state(finds).size() + ModelFile.state(reads).size();
    }

    /** @throws BadModelException if a graph is broken or asks for what is not run */
    public static OcrFiles of(ModelDirectory model) {
        List<Path> files = in(model.root()).stream().map(model::file).toList();
        for (Path file : files) {
            List<String> inputs = OnnxGraph.read(file).inputs();
            BadModelException.unless(inputs.size() == 1, file, "inputs", inputs, "must be one: pictures");
        }
        List<String> characters = characters(files.get(1));
        int answers = OnnxGraph.read(files.get(1)).width();
        BadModelException.unless(
                characters.size() == answers,
                files.get(1),
                "metadata character",
                characters.size() - 2,
                "must be " + (answers - 2) + " characters, as the graph has answers without nothing and space");
        return new OcrFiles(files.get(0), files.get(1), characters);
    }

    /** ModelProto.metadata_props: one entry, a line each. */
    private static List<String> characters(Path file) {
        List<String> characters = new ArrayList<>(List.of(""));
        try (FileChannel channel = FileChannel.open(file)) {
            ProtoFields model = new ProtoFields(
                    file,
                    channel.map(
                            FileChannel.MapMode.READ_ONLY,
                            0,
                            ModelFile.state(file).size()));
            while (model.next()) {
                if (model.number() == 14) {
                    characters.addAll(characters(model.inside()));
                }
            }
        } catch (IOException e) {
            throw new BadModelException(file, "file", e.toString(), "must be readable", e);
        }
        characters.add(" ");
        return List.copyOf(characters);
    }

    private static List<String> characters(ProtoFields entry) {
        String key = "";
        String value = "";
        while (entry.next()) {
            if (entry.number() == 1) {
                key = entry.text();
            } else if (entry.number() == 2) {
                value = entry.text(MOST_BYTES_OF_CHARACTERS);
            }
        }
        return key.equals("character") ? value.lines().toList() : List.of();
    }
}
