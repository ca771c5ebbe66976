package dev.atelier.inference;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import dev.atelier.domain.RowFailure;
import dev.atelier.text.ChatFormat;
import dev.atelier.weights.BadModelException;
import dev.atelier.weights.LlamaConfig;
import dev.atelier.weights.ModelDirectory;
import dev.atelier.weights.TokenizerFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Messages to token ids in the model's chat format, and ids to text. What people wrote never becomes a special token. */
final class ChatTokenizer implements AutoCloseable {
    private final Path root;
    private final HuggingFaceTokenizer tokenizer;
    private final Map<String, Integer> specialTokens;
    private final Set<Integer> specialIds;
    private final ChatFormat format;

    private ChatTokenizer(Path root, HuggingFaceTokenizer tokenizer, TokenizerFiles files, ChatFormat format) {
        this.root = root;
        this.tokenizer = tokenizer;
        this.specialTokens = files.specialTokens();
        this.specialIds = Set.copyOf(specialTokens.values());
        this.format = format;
    }

    /** @throws BadModelException if the tokenizer does not fit the model or its chat template is not known */
    static ChatTokenizer load(ModelDirectory model, LlamaConfig config) {
        TokenizerFiles files = TokenizerFiles.of(model, config.vocabSize());
        ChatTokenizer made = new ChatTokenizer(model.root(), tokenizer(model, files), files, format(model, files));
        try {
            made.encode("x", "x"); // every marker of the format must be in the vocabulary
            return made;
        } catch (RuntimeException e) {
            made.close();
            throw e;
        }
    }

    private static HuggingFaceTokenizer tokenizer(ModelDirectory model, TokenizerFiles files) {
        Map<String, String> options = Map.of("addSpecialTokens", "false", "truncation", "false", "padding", "false");
        try (ByteArrayInputStream json = new ByteArrayInputStream(files.json().getBytes(StandardCharsets.UTF_8))) {
            return HuggingFaceTokenizer.newInstance(json, options);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the tokenizer of " + model.root(), e);
        } catch (RuntimeException e) {
            throw new BadModelException(
                    model.root(), "tokenizer", e.getMessage(), "must be a tokenizer.json of Hugging Face", e);
        }
    }

    private static ChatFormat format(ModelDirectory model, TokenizerFiles files) {
        try {
            return ChatFormat.ofTemplate(files.chatTemplate(), files.bosToken());
        } catch (IllegalArgumentException e) {
            throw new BadModelException(model.root(), "chat template", files.chatTemplate(), e.getMessage(), e);
        }
    }

    /**
     * The ids of the whole prompt, up to where the answer starts.
     *
     * @throws RowFailure {@code role_marker_in_prompt} if the text holds a marker that cannot be disarmed
     */
    int[] encode(String system, String user) {
        IntStream.Builder ids = IntStream.builder();
        try {
            for (ChatFormat.Piece piece : format.render(system, user)) {
                if (piece instanceof ChatFormat.Marker marker) {
                    ids.add(id(marker.token()));
                } else if (piece instanceof ChatFormat.Text text) {
                    plain(text.text()).forEach(ids::add);
                }
            }
        } catch (IllegalArgumentException e) {
            throw new RowFailure("role_marker_in_prompt", e.getMessage(), e);
        }
        return ids.build().toArray();
    }

    String decode(int[] ids) {
        return tokenizer.decode(IntStream.of(ids).asLongStream().toArray(), true);
    }

    private int id(String marker) {
        Integer id = specialTokens.get(marker);
        if (id == null) {
            throw new BadModelException(
                    root, "special token " + marker, "missing", "the chat template needs it in the tokenizer");
        }
        return id;
    }

    /** A special token's content inside a text is cut after its first character, so the tokenizer cannot see it. */
    private IntStream plain(String text) {
        IntStream.Builder ids = IntStream.builder();
        for (String piece : cutInsideSpecialTokens(text)) {
            for (long id : tokenizer.encode(piece, false, false).getIds()) {
                if (specialIds.contains((int) id)) {
                    throw new RowFailure(
                            "role_marker_in_prompt",
                            "The text becomes special token " + id + " when it is normalised; remove it");
                }
                ids.add((int) id);
            }
        }
        return ids.build();
    }

    private List<String> cutInsideSpecialTokens(String text) {
        List<String> pieces = new ArrayList<>();
        int start = 0;
        for (int at = 0; at < text.length(); at++) {
            int from = at;
            if (specialTokens.keySet().stream().anyMatch(token -> text.startsWith(token, from))) {
                pieces.add(text.substring(start, at + 1));
                start = at + 1;
            }
        }
        if (start < text.length()) {
            pieces.add(text.substring(start));
        }
        return pieces;
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
