package dev.atelier.inference;

import ai.djl.Device;
import dev.atelier.batch.BatchModel;
import dev.atelier.domain.Answer;
import dev.atelier.domain.Chooser;
import dev.atelier.domain.GeneratedText;
import dev.atelier.domain.Job;
import dev.atelier.domain.ModelUse;
import dev.atelier.domain.Precision;
import dev.atelier.domain.Require;
import dev.atelier.domain.RowFailure;
import dev.atelier.domain.TextLikelihood;
import dev.atelier.domain.TextParameters;
import dev.atelier.domain.VendorSettings;
import dev.atelier.domain.WriteText;
import dev.atelier.networks.DecoderNetwork;
import dev.atelier.networks.GenerationFile;
import dev.atelier.networks.Network;
import dev.atelier.text.StopRules;
import dev.atelier.text.TokenSampler;
import dev.atelier.weights.ModelDirectory;
import java.util.ArrayList;
import java.util.List;

/**
 * A language model of the Llama family: our decoder program, the vendor's weights, tokenizer and chat format. Stateless
 * once loaded; each call has its own cache.
 */
public final class LanguageModel implements BatchModel<WriteText, GeneratedText>, Chooser, TextLikelihood {
    /** Raised by hand when a change of Java code gives an answer other tokens. */
    static final String VERSION = "1";

    /** Larger batches are run in parts: decoding gains little above (memory-bound in fp32 near 15 rows). */
    private static final int MOST_ROWS = 32;
    /** Of one batch's KV cache; a longer context makes fewer rows at once. */
    private static final long MOST_CACHE_BYTES = 1L << 30;

    private final DecoderNetwork config;
    private final int[] suppressTokens;
    private final Program program;
    private final ChatTokenizer tokenizer;

    private LanguageModel(DecoderNetwork config, VendorSettings settings, Program program, ChatTokenizer tokenizer) {
        this.config = config;
        this.suppressTokens =
                settings.suppressTokens().stream().mapToInt(Integer::intValue).toArray();
        this.program = program;
        this.tokenizer = tokenizer;
    }

    /**
     * Loads a directory or GGUF file of the Llama family.
     *
     * @throws dev.atelier.weights.BadModelException if anything about it does not fit, before a weight is read
     */
    public static LanguageModel load(ModelDirectory model, Precision precision, Device device) {
        DecoderNetwork config = DecoderNetwork.of(model);
        VendorSettings settings = GenerationFile.of(model, config);
        Network network = config.network(model);
        ChatTokenizer tokenizer = ChatTokenizer.load(model, config);
        try {
            return new LanguageModel(config, settings, Program.load(network, precision, device), tokenizer);
        } catch (RuntimeException e) {
            tokenizer.close();
            throw e;
        }
    }

    /**
     * @throws dev.atelier.weights.BadModelException for what can be seen without reading a weight
     * @throws IllegalArgumentException for conversations that its chat template refuses, or answers longer than its context
     */
    static void check(ModelDirectory model, List<ModelUse.Write> uses, List<ModelUse.Choose> questions) {
        DecoderNetwork config = DecoderNetwork.of(model);
        config.network(model);
        GenerationFile.of(model, config);
        try (ChatTokenizer tokenizer = ChatTokenizer.load(model, config)) {
            for (ModelUse.Write use : uses) {
                Models.ask(use, () -> {
                    int least = tokenizer.encode(use.withSystem() ? "a" : null, "a").length;
                    Require.that(
                            least + use.maxNewTokens() <= config.maxPositionEmbeddings(),
                            "maxNewTokens",
                            use.maxNewTokens(),
                            "the shortest prompt has " + least + " tokens, and both must fit the model's context of "
                                    + config.maxPositionEmbeddings());
                });
            }
            for (ModelUse.Choose use : questions) {
                Models.ask(use, () -> {
                    tokenizer.encode(use.withSystem() ? "a" : null, "a");
                    use.words().forEach(tokenizer::token);
                });
            }
        }
    }

    /** {@code prompt_too_long} where prompt and answer do not fit the model's context, {@code not_finite} for NaN. */
    @Override
    public List<Answer<GeneratedText>> answer(List<Job<WriteText>> batch) {
        return complete(batch).stream()
                .map(answer -> answer.then(c -> new GeneratedText(
                        c.text(), c.prompt().length, c.tokens().length, c.finishReason(), c.meanLogprob())))
                .toList();
    }

    @Override
    public List<Answer<double[]>> choose(List<Choice> choices) {
        List<Answer<Choosing>> rows = choices.stream()
                .map(choice -> Answer.done(choice).then(this::row))
                .toList();
        List<DecodeRow> good = new ArrayList<>();
        rows.forEach(row -> row.then(choosing -> good.add(choosing.row())));
        run(good);
        return rows.stream().map(row -> row.then(Choosing::probabilities)).toList();
    }

    /** {@code text_too_long} where a text does not fit the model's context, {@code text_too_short} for less than two tokens. */
    @Override
    public List<Answer<Likelihood>> likelihoods(List<String> texts) {
        return texts.stream()
                .map(text -> Answer.done(text).then(this::likelihood))
                .toList();
    }

    private Likelihood likelihood(String text) {
        int[] tokens = tokenizer.text(text);
        if (tokens.length < 2 || tokens.length > config.maxPositionEmbeddings()) {
            throw new RowFailure(
                    tokens.length < 2 ? "text_too_short" : "text_too_long",
                    "A text has " + tokens.length + " tokens (must be 2 to " + config.maxPositionEmbeddings()
                            + ", the model's context, its bos token counted)");
        }
        return TextPass.of(program, tokens);
    }

    private Choosing row(Choice choice) {
        int[] prompt = tokenizer.encode(choice.system(), choice.prompt());
        if (prompt.length >= config.maxPositionEmbeddings()) {
            throw new RowFailure(
                    "prompt_too_long",
                    "A question has " + prompt.length + " tokens (must be below " + config.maxPositionEmbeddings()
                            + ", the model's context)");
        }
        return new Choosing(choice, tokenizer, prompt);
    }

    /** As {@link #answer}, with the token ids. */
    List<Answer<Completion>> complete(List<Job<WriteText>> batch) {
        List<Answer<DecodeRow>> rows =
                batch.stream().map(job -> Answer.done(job).then(this::row)).toList();
        List<DecodeRow> good = new ArrayList<>();
        rows.forEach(row -> row.then(good::add));
        run(good);
        return rows.stream().map(row -> row.then(DecodeRow::completion)).toList();
    }

    /** Runs rows, in parts that stay within the limits above. */
    void run(List<DecodeRow> rows) {
        List<DecodeRow> part = new ArrayList<>();
        for (DecodeRow row : rows) {
            part.add(row);
            if (part.size() > MOST_ROWS || (part.size() > 1 && cacheBytes(part) > MOST_CACHE_BYTES)) {
                part.remove(row);
                runPart(part);
                part = new ArrayList<>(List.of(row));
            }
        }
        runPart(part);
    }

    private void runPart(List<DecodeRow> part) {
        if (!part.isEmpty()) {
            try (DecodeBatch batch = new DecodeBatch(program, part)) {
                batch.run();
            }
        }
    }

    private DecodeRow row(Job<WriteText> job) {
        TextParameters p = job.ask().text();
        int[] prompt = tokenizer.encode(job.ask().system(), job.ask().prompt());
        if (prompt.length + p.maxNewTokens() > config.maxPositionEmbeddings()) {
            throw new RowFailure(
                    "prompt_too_long",
                    "Prompt of request " + job.id() + " has " + prompt.length + " tokens: with maxNewTokens = "
                            + p.maxNewTokens() + " it must be at most " + config.maxPositionEmbeddings()
                            + ", the model's context; shorten the template or the item's text");
        }
        return row(prompt, p, job.seed());
    }

    DecodeRow row(int[] prompt, TextParameters p, long seed) {
        TokenSampler sampler = TokenSampler.of(p.temperature(), p.topK(), p.topP(), p.minP(), p.repetitionPenalty());
        StopRules rules = new StopRules(config.endTokens(), p.stop(), p.maxNewTokens());
        return new DecodeRow(prompt, TokenSampler.suppress(suppressTokens, sampler), rules, seed, tokenizer);
    }

    private long cacheBytes(List<DecodeRow> rows) {
        long place = (config.headDim() + 15L) / 16 * 16; // decoder.py, P
        long values = 2L * config.numHiddenLayers() * config.numKeyValueHeads() * place;
        return Float.BYTES * values * rows.size() * DecodeBatch.slots(rows);
    }

    @Override
    public void close() {
        program.close();
        tokenizer.close();
    }
}
