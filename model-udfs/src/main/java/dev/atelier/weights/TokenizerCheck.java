package dev.atelier.weights;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;

/**
 * What can be seen of a tokenizer.json before the native library reads it. The library (tokenizers 0.21.4) aborts the
 * process where it is surprised: by a broken {@code Precompiled}, a regular expression that backtracks for long, a
 * replacement of nothing, a post-processor's token that is not there. Broken types and fields it refuses itself.
 */
public final class TokenizerCheck {
    private static final int MOST_NESTING = 8;
    private static final int MOST_STEPS = 64;
    /** NFKC's longest answer to one character has 18. */
    private static final int MOST_GROWTH = 64;

    private static final Map<String, String> STEPS = Map.of(
            "normalizer", "normalizers",
            "pre_tokenizer", "pretokenizers",
            "post_processor", "processors",
            "decoder", "decoders");

    /** What cannot abort if the checks below hold: the parts of which byte-level and SentencePiece BPE are published. */
    private static final Map<String, Set<String>> PLAIN = Map.of(
            "normalizer",
            Set.of("NFC", "NFD", "NFKC", "NFKD", "Lowercase", "Replace", "Prepend", "ByteLevel"),
            "pre_tokenizer",
            Set.of("ByteLevel", "Digits", "Split", "Metaspace"),
            "post_processor",
            Set.of("ByteLevel", "TemplateProcessing", "RobertaProcessing", "BertProcessing"),
            "decoder",
            Set.of("ByteLevel", "ByteFallback", "Fuse", "Strip", "Replace", "Metaspace"));

    private static final Map<String, Set<String>> OTHERS = Map.of(
            "normalizer",
            Set.of("BertNormalizer", "Strip", "StripAccents", "Nmt", "Precompiled"),
            "pre_tokenizer",
            Set.of(
                    "BertPreTokenizer",
                    "CharDelimiterSplit",
                    "Whitespace",
                    "WhitespaceSplit",
                    "Punctuation",
                    "UnicodeScripts"),
            "post_processor",
            Set.of(),
            "decoder",
            Set.of("WordPiece", "BPEDecoder", "CTC"));

    private final Path file;
    private final VocabularyCheck vocabulary;
    private boolean plain;
    private int squares;
    private double growth = 1;
    private int steps;

    private TokenizerCheck(Path file, VocabularyCheck vocabulary) {
        this.file = file;
        this.vocabulary = vocabulary;
        this.plain = vocabulary.plain();
    }

    /** @throws BadModelException naming the part that may abort or stall the process */
    public static TokenizerCheck of(Path file, JsonNode json) {
        TokenizerCheck check = new TokenizerCheck(file, VocabularyCheck.of(file, json));
        check.section("post_processor", json.path("post_processor"), 0);
        check.section("decoder", json.path("decoder"), 0);
        check.growth = 1;
        check.section("normalizer", json.path("normalizer"), 0);
        check.section("pre_tokenizer", json.path("pre_tokenizer"), 0);
        return check;
    }

    /** Whether it has only parts that cannot abort; another must prove itself in a process of its own. */
    public boolean plain() {
        return plain;
    }

    /** Of a text, so that it takes seconds at most (measured: 1.7 s for a million letters, 7 s for 50,000 squared). */
    public int mostCharacters() {
        return (int) ((squares == 0 ? 2_000_000 : 50_000 / squares) / growth);
    }

    private void section(String name, JsonNode part, int nesting) {
        if (part.isMissingNode() || part.isNull()) {
            return;
        }
        String type = part.path("type").asText();
        if (type.equals("Sequence")) {
            require(nesting < MOST_NESTING, name, "Sequence", "must be nested at most " + MOST_NESTING + " deep");
            part.path(STEPS.get(name)).forEach(step -> section(name, step, nesting + 1));
            return;
        }
        boolean known = PLAIN.get(name).contains(type);
        plain &= known;
        require(
                known || OTHERS.get(name).contains(type),
                name,
                type,
                "must be one of " + PLAIN.get(name) + " or " + OTHERS.get(name));
        require(++steps <= MOST_STEPS, name, steps + " steps", "must be at most " + MOST_STEPS + " in all");
        step(name, type, part);
        require(growth <= MOST_GROWTH, name, type, "steps must not make a text more than " + MOST_GROWTH + "-fold");
    }

    private void step(String name, String type, JsonNode part) {
        switch (name + " " + type) {
            case "normalizer Replace", "decoder Replace" -> {
                int content = part.path("content").asText().length();
                growth *= Math.max(1, (double) content / pattern(name, part.path("pattern")));
                plain &= content > 0;
            }
            case "pre_tokenizer Split" -> pattern(name, part.path("pattern"));
            case "normalizer Prepend" -> {
                int length = part.path("prepend").asText().length();
                require(length <= MOST_GROWTH, name, length + " characters", "Prepend: at most " + MOST_GROWTH);
            }
            case "normalizer Precompiled" -> growth *= asked(name, "precompiled_charsmap", part, CharsMap::longest);
            // each of its bytes becomes a character of one or two
            case "normalizer ByteLevel", "pre_tokenizer ByteLevel" -> growth *= 2;
            case "decoder Strip" ->
                require(part.path("stop").asInt() == 0, name, part, "stop must be 0: a short token has no such end");
            case "post_processor TemplateProcessing" -> template(part);
            case "post_processor RobertaProcessing", "post_processor BertProcessing" -> {
                vocabulary.requireId(name, part.path("sep").path(1));
                vocabulary.requireId(name, part.path("cls").path(1));
            }
            default -> {}
        }
    }

    private int asked(String name, String field, JsonNode part, ToIntFunction<String> question) {
        try {
            return question.applyAsInt(part.path(field).asText());
        } catch (IllegalArgumentException e) {
            throw new BadModelException(file, name + " " + field, part.get(field), "may not be: " + e.getMessage(), e);
        }
    }

    /** Characters that it takes at least; what takes none aborts a replacement. */
    private int pattern(String name, JsonNode pattern) {
        int shortest = pattern.has("Regex")
                ? asked(name, "Regex", pattern, regex -> {
                    Backtracking.Cost cost = Backtracking.of(regex);
                    plain &= cost.linear();
                    squares += cost.linear() ? 0 : 1;
                    return cost.shortest();
                })
                : pattern.path("String").asText().length();
        boolean mayBeEmpty = name.equals("pre_tokenizer") && pattern.has("Regex");
        require(shortest > 0 || mayBeEmpty, name, pattern, "a pattern must take one character at least");
        return Math.max(1, shortest);
    }

    private void template(JsonNode part) {
        int texts = 0;
        for (JsonNode piece : part.path("single")) {
            texts += piece.path("Sequence").path("id").asText().equals("A") ? 1 : 0;
            require(
                    !piece.path("Sequence").path("id").asText().equals("B"),
                    "post_processor",
                    piece,
                    "single has only A");
        }
        require(texts == 1, "post_processor single", texts + " times the text", "must be once");
        for (String form : List.of("single", "pair")) {
            require(part.path(form).size() <= MOST_STEPS, "post_processor", form, "at most " + MOST_STEPS + " pieces");
            for (JsonNode piece : part.path(form)) {
                if (piece.has("SpecialToken")) {
                    special(part, piece.path("SpecialToken").path("id").asText());
                }
            }
        }
    }

    private void special(JsonNode part, String token) {
        JsonNode ids = part.path("special_tokens").path(token).path("ids");
        JsonNode tokens = part.path("special_tokens").path(token).path("tokens");
        require(
                ids.size() > 0 && ids.size() <= MOST_STEPS && ids.size() == tokens.size(),
                "post_processor special_tokens",
                token,
                "must be there with as many ids as tokens, at most " + MOST_STEPS);
        ids.forEach(id -> vocabulary.requireId("post_processor special_tokens " + token, id));
    }

    private void require(boolean holds, String field, Object value, String rule) {
        BadModelException.unless(holds, file, field, value, rule);
    }
}
