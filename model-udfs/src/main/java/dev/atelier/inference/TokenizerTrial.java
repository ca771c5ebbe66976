package dev.atelier.inference;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** What an unknown tokenizer must come through: nasty texts, there and back. The main class of {@link TokenizerProbe}. */
final class TokenizerTrial {
    static final int REFUSED = 3;

    private TokenizerTrial() {}

    /** For {@link #main}, on its standard input. */
    static void write(Path request, ObjectNode json, ObjectNode unarmed) throws IOException {
        try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(request))) {
            for (ObjectNode one : List.of(json, unarmed)) {
                bytes(out, one.toString());
            }
            List<String> texts = texts(json);
            out.writeInt(texts.size());
            for (String text : texts) {
                bytes(out, text);
            }
            out.writeInt(json.path("model").path("vocab").size()
                    + json.path("added_tokens").size());
        }
    }

    private static void bytes(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /** Texts that surprised the library, and long ones of each character that the tokenizer's own patterns name. */
    private static List<String> texts(JsonNode json) {
        List<String> texts = new ArrayList<>(List.of(
                "",
                "a",
                "\0",
                "The 2nd café: “Größe” 12″ – 杯子 don't\r\n\t x",
                "👩‍🍳🏳️‍🌈 ﷺ ﬁ İ ß ǅ \uFEFF\u200B\u00AD\uFFFD",
                "e" + "\u0301".repeat(2_000),
                "word ".repeat(2_000)));
        json.path("added_tokens").forEach(token -> {
            if (texts.size() < 100) {
                texts.add(" " + token.path("content").asText() + " x");
            }
        });
        StringBuilder patterns = new StringBuilder("a1 \n.杯\u00A0");
        for (String section : List.of("normalizer", "pre_tokenizer", "decoder")) {
            json.path(section).findValues("Regex").forEach(regex -> patterns.append(regex.asText()));
            json.path(section).findValues("String").forEach(string -> patterns.append(string.asText()));
        }
        patterns.codePoints().distinct().limit(50).mapToObj(Character::toString).forEach(c -> {
            texts.add(c.repeat(5_000));
            texts.add(c.repeat(5_000) + "!");
        });
        return texts;
    }

    /** The process that tries: exit code 0, or {@link #REFUSED} with the library's own words. */
    public static void main(String[] args) throws IOException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(System.in));
        List<byte[]> tokenizers = List.of(in.readNBytes(in.readInt()), in.readNBytes(in.readInt()));
        List<String> texts = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            texts.add(new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8));
        }
        long[] ids = LongStream.range(0, in.readInt()).toArray();
        try {
            for (byte[] json : tokenizers) {
                attempt(json, texts, ids);
            }
        } catch (RuntimeException e) {
            System.out.print(e.getMessage());
            System.out.flush();
            System.exit(REFUSED);
        }
    }

    private static void attempt(byte[] json, List<String> texts, long[] ids) {
        try (HuggingFaceTokenizer tokenizer = NativeTokenizer.unchecked(json)) {
            tokenizer.decode(ids, false);
            for (String text : texts) {
                tokenizer.decode(tokenizer.encode(text, true, false).getIds(), true);
                tokenizer.encode(text, false, false);
            }
        }
    }
}
