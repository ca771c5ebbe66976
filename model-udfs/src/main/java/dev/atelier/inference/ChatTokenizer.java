package dev.atelier.inference;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.jni.CharSpan;
import dev.atelier.chat.Text;
import dev.atelier.domain.Require;
import dev.atelier.domain.RowFailure;
import dev.atelier.networks.DecoderNetwork;
import dev.atelier.weights.AddedToken;
import dev.atelier.weights.BadModelException;
import dev.atelier.weights.ModelDirectory;
import dev.atelier.weights.TokenizerFiles;
import java.nio.file.Path;
import java.util.ArrayList;
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
    private final NativeTokenizer tokenizer;
    private final Set<Integer> controlIds;
    private final ChatFormat format;
    private final Map<Character, List<String>> controlsByStart;
    private final int[] bos; // (1,) or (0,): what a text begins behind
    private NativeTokenizer unarmed; // finds no added token; made when a row first needs it

    private ChatTokenizer(Path file, TokenizerFiles files, ChatFormat format) {
        this.format = format;
        this.controlsByStart = format.controls().stream().collect(Collectors.groupingBy(control -> control.charAt(0)));
        this.tokenizer = NativeTokenizer.open(file, files.json());
        this.controlIds = files.addedTokens().stream()
                .filter(token -> format.controls().contains(token.content()))
                .map(AddedToken::id)
                .collect(Collectors.toUnmodifiableSet());
        this.bos = files.addedTokens().stream()
                .filter(token -> token.content().equals(files.variables().get("bos_token")))
                .mapToInt(AddedToken::id)
                .toArray();
    }

    /** @throws BadModelException if the tokenizer does not fit the model or its chat template cannot be used */
    static ChatTokenizer load(ModelDirectory model, DecoderNetwork network) {
        TokenizerFiles files = TokenizerFiles.of(model, network.vocabSize());
        return new ChatTokenizer(
                model.isGguf() ? model.root() : model.file("tokenizer.json"),
                files,
                ChatFormat.of(model.root(), files));
    }

    /**
     * The ids of the whole prompt, up to where the answer starts. Without a chat template the tokenizer's post-processor
     * says what a text starts and ends with.
     *
     * @throws RowFailure {@code role_marker_in_prompt} if the text holds a marker that cannot be disarmed; {@code
     *     chat_template} if the template refuses the conversation
     */
    int[] encode(String system, String user) {
        int[] ids = ids(format.prompt(system, user));
        if (ids.length == 0) {
            throw new RowFailure(
                    "empty_prompt", "The prompt has no token: the chat template or the tokenizer drops it");
        }
        return ids;
    }

    private int[] ids(Text prompt) {
        Encoding whole = tokenizer.encode(prompt.chars(), format.template() == null);
        List<Text> pieces = cutAroundForged(prompt);
        if (pieces.size() == 1) {
            return checked(prompt, whole).toArray();
        }
        IntStream ids =
                Arrays.stream(whole.getIds()).limit(outside(whole, false)).mapToInt(Math::toIntExact);
        for (int i = 0; i < pieces.size(); i++) {
            ids = IntStream.concat(ids, piece(pieces.get(i), i % 2 == 0 ? tokenizer : unarmed(), i > 0));
        }
        int rest = whole.getIds().length - outside(whole, true);
        return IntStream.concat(ids, Arrays.stream(whole.getIds()).skip(rest).mapToInt(Math::toIntExact))
                .toArray();
    }

    /** Ids that the post-processor put before or behind the text. */
    private static int outside(Encoding encoding, boolean behind) {
        CharSpan[] spans = encoding.getCharTokenSpans();
        int count = 0;
        while (count < spans.length && spans[behind ? spans.length - 1 - count : count] == null) {
            count++;
        }
        return count;
    }

    /** The prompt in pieces, every second of which is a control token's content that a row said. */
    private List<Text> cutAroundForged(Text prompt) {
        List<Text> pieces = new ArrayList<>();
        int start = 0;
        for (int at = 0; at < prompt.chars().length(); ) {
            int end = at + controlLength(prompt.chars(), at);
            if (end > at && prompt.saidByRow(at, end)) {
                pieces.add(prompt.sub(start, at));
                pieces.add(prompt.sub(at, end));
                start = end;
            }
            at = Math.max(end, at + 1);
        }
        pieces.add(prompt.sub(start, prompt.chars().length()));
        return pieces;
    }

    /** Of the longest control token that starts here; 0 for none. */
    private int controlLength(String text, int at) {
        return controlsByStart.getOrDefault(text.charAt(at), List.of()).stream()
                .filter(control -> text.startsWith(control, at))
                .mapToInt(String::length)
                .max()
                .orElse(0);
    }

    /**
     * Ids of a piece of a prompt.
     *
     * @param continues behind a line break, a tokenizer that puts a blank before a text puts none before the piece (as
     *     encode_marked_chat of transformers' chat_template_utils.py)
     */
    private IntStream piece(Text text, NativeTokenizer by, boolean continues) {
        if (text.chars().isEmpty()) {
            return IntStream.empty();
        }
        Text before = Text.ofTemplate(continues ? "\n" : "");
        long[] known = ids(before.chars(), by);
        Text both = new Text(before.chars() + text.chars(), before.marks() + text.marks());
        Encoding encoding = by.encode(both.chars(), false);
        return Arrays.equals(known, Arrays.copyOf(encoding.getIds(), known.length))
                ? checked(both, encoding).skip(known.length)
                : checked(text, by.encode(text.chars(), false));
    }

    private static long[] ids(String text, NativeTokenizer by) {
        return text.isEmpty() ? new long[0] : by.encode(text, false).getIds();
    }

    /** The ids, none of which is a control token that a row said. */
    private IntStream checked(Text text, Encoding encoding) {
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
        return Arrays.stream(encoding.getIds()).mapToInt(Math::toIntExact);
    }

    /** The ids of a text by itself, without a chat format, behind the model's bos token if it has one; none is a control token. */
    int[] text(String text) {
        long[] ids = ids(text, tokenizer);
        if (Arrays.stream(ids).anyMatch(id -> controlIds.contains((int) id))) {
            ids = ids(text, unarmed());
        }
        return IntStream.concat(IntStream.of(bos), Arrays.stream(ids).mapToInt(Math::toIntExact))
                .toArray();
    }

    /**
     * The token that is this word at the beginning of an answer.
     *
     * @throws IllegalArgumentException if it is more than one
     */
    int token(String word) {
        long[] before = ids("\n", tokenizer);
        long[] both = ids("\n" + word, tokenizer);
        boolean one = both.length == before.length + 1 && Arrays.equals(before, Arrays.copyOf(both, before.length));
        Require.that(one, "answer", word, "must be one token of the model's tokenizer");
        return Math.toIntExact(both[before.length]);
    }

    String decode(int[] ids) {
        return tokenizer.decode(IntStream.of(ids).asLongStream().toArray());
    }

    private synchronized NativeTokenizer unarmed() {
        if (unarmed == null) {
            unarmed = tokenizer.withoutAddedTokens();
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
