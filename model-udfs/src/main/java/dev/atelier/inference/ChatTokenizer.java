package dev.atelier.inference;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.CharSpan;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atelier.chat.Text;
import dev.atelier.domain.RowFailure;
import dev.atelier.weights.AddedToken;
import dev.atelier.weights.BadModelException;
import dev.atelier.weights.LlamaConfig;
import dev.atelier.weights.ModelDirectory;
import dev.atelier.weights.TokenizerFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Messages to token ids in the model's chat format, and ids to text. What people wrote never becomes a control token; an
 * ordinary prompt is given to the tokenizer whole, so its ids are those of transformers.
 */
final class ChatTokenizer implements AutoCloseable {
    private final Path root;
    private final TokenizerFiles files;
    private final HuggingFaceTokenizer tokenizer;
    private final Set<Integer> controlIds;
    private final ChatFormat format;
    private final Map<Character, List<String>> controlsByStart;
    private HuggingFaceTokenizer unarmed; // finds no added token; made when a row first needs it

    private ChatTokenizer(Path root, TokenizerFiles files, ChatFormat format) {
        this.root = root;
        this.files = files;
        this.format = format;
        this.controlsByStart = format.controls().stream().collect(Collectors.groupingBy(control -> control.charAt(0)));
        this.tokenizer = tokenizer(root, files.json());
        this.controlIds = files.addedTokens().stream()
                .filter(token -> format.controls().contains(token.content()))
                .map(AddedToken::id)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** @throws BadModelException if the tokenizer does not fit the model or its chat template cannot be used */
    static ChatTokenizer load(ModelDirectory model, LlamaConfig config) {
        TokenizerFiles files = TokenizerFiles.of(model, config.vocabSize());
        return new ChatTokenizer(model.root(), files, ChatFormat.of(model.root(), files));
    }

    private static HuggingFaceTokenizer tokenizer(Path root, String json) {
        Map<String, String> options = Map.of("addSpecialTokens", "false", "truncation", "false", "padding", "false");
        try (ByteArrayInputStream bytes = new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8))) {
            return HuggingFaceTokenizer.newInstance(bytes, options);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the tokenizer of " + root, e);
        } catch (RuntimeException e) {
            throw new BadModelException(
                    root, "tokenizer", e.getMessage(), "must be a tokenizer.json of Hugging Face", e);
        }
    }

    /**
     * The ids of the whole prompt, up to where the answer starts.
     *
     * @throws RowFailure {@code role_marker_in_prompt} if the text holds a marker that cannot be disarmed; {@code
     *     chat_template} if the template refuses the conversation
     */
    int[] encode(String system, String user) {
        Text prompt = format.prompt(system, user);
        IntStream ids = IntStream.empty();
        int start = 0;
        for (int at = 0; at < prompt.chars().length(); ) {
            int end = at + controlLength(prompt.chars(), at);
            if (end > at && prompt.saidByRow(at, end)) {
                ids = IntStream.concat(ids, armed(prompt.sub(start, at), start > 0));
                ids = IntStream.concat(ids, checked(prompt.sub(at, end), unarmed(), true));
                start = end;
            }
            at = Math.max(end, at + 1);
        }
        return IntStream.concat(ids, armed(prompt.sub(start, prompt.chars().length()), start > 0))
                .toArray();
    }

    /** Of the longest control token that starts here; 0 for none. */
    private int controlLength(String text, int at) {
        return controlsByStart.getOrDefault(text.charAt(at), List.of()).stream()
                .filter(control -> text.startsWith(control, at))
                .mapToInt(String::length)
                .max()
                .orElse(0);
    }

    private IntStream armed(Text text, boolean continues) {
        return continues && text.chars().isEmpty() ? IntStream.empty() : checked(text, tokenizer, continues);
    }

    /**
     * Ids of a text, none of which is a control token that a row said.
     *
     * @param continues stands in the middle of a prompt: behind a line break, some tokenizers add no blank before it
     *     (as encode_marked_chat of transformers' chat_template_utils.py)
     */
    private IntStream checked(Text text, HuggingFaceTokenizer by, boolean continues) {
        Text before = continues ? Text.ofTemplate("\n") : Text.ofTemplate("");
        long[] known = ids(before.chars(), by);
        Encoding encoding = by.encode(before.chars() + text.chars(), format.template() == null && !continues, false);
        if (!Arrays.equals(known, Arrays.copyOf(encoding.getIds(), known.length))) {
            encoding = by.encode(text.chars(), false, false);
            known = new long[0];
            before = Text.ofTemplate("");
        }
        refuseForged(new Text(before.chars() + text.chars(), before.marks() + text.marks()), encoding);
        return Arrays.stream(encoding.getIds()).skip(known.length).mapToInt(Math::toIntExact);
    }

    private static long[] ids(String text, HuggingFaceTokenizer by) {
        return text.isEmpty() ? new long[0] : by.encode(text, false, false).getIds();
    }

    private void refuseForged(Text text, Encoding encoding) {
        CharSpan[] spans = encoding.getCharTokenSpans();
        for (int i = 0; i < spans.length; i++) {
            if (spans[i] != null && controlIds.contains((int) encoding.getIds()[i])) {
                Text said =
                        text.codePoints(spans[i].getStart(), spans[i].getEnd()).trimmed();
                if (said.saidByRow(0, said.chars().length())) {
                    throw new RowFailure(
                            "role_marker_in_prompt",
                            "The text holds " + said.chars() + ", which becomes control token " + encoding.getIds()[i]
                                    + "; remove it");
                }
            }
        }
    }

    String decode(int[] ids) {
        return tokenizer.decode(IntStream.of(ids).asLongStream().toArray(), true);
    }

    private synchronized HuggingFaceTokenizer unarmed() {
        if (unarmed == null) {
            try {
                ObjectMapper mapper = new ObjectMapper();
                ObjectNode json = (ObjectNode) mapper.readTree(files.json());
                json.putArray("added_tokens");
                unarmed = tokenizer(root, mapper.writeValueAsString(json));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("Cannot read the tokenizer of " + root + " again", e);
            }
        }
        return unarmed;
    }

    @Override
    public synchronized void close() {
        tokenizer.close();
        if (unarmed != null) {
            unarmed.close();
        }
    }
}
