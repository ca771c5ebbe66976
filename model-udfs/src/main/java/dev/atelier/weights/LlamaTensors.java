package dev.atelier.weights;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Which tensors a decoder must have. Its structure comes from the config, never from what a file happens to hold. */
public final class LlamaTensors {
    private static final Set<DType> READABLE = EnumSet.of(
            DType.F32,
            DType.F16,
            DType.BF16,
            DType.Q8_0,
            DType.Q4_0,
            DType.Q4_1,
            DType.Q5_0,
            DType.Q5_1,
            DType.Q4_K,
            DType.Q5_K,
            DType.Q6_K);

    private LlamaTensors() {}

    /**
     * The model's tensors by transformers' names.
     *
     * @throws BadModelException if one is missing, unexpected, of another shape, or of a type the program cannot read
     */
    public static Map<String, TensorInfo> of(ModelDirectory model, LlamaConfig config) {
        Map<String, List<Long>> expected = expected(config);
        Map<String, TensorInfo> found = new TreeMap<>();
        model.tensors("").forEach((name, tensor) -> {
            String canonical = model.isGguf() ? LlamaGguf.canonical(name).orElse(name) : name;
            if (!isDerived(canonical, config)) {
                check(tensor, expected.get(canonical), expected.size());
                found.put(canonical, tensor);
            }
        });
        expected.forEach((name, shape) -> {
            if (!found.containsKey(name)) {
                throw new BadModelException(
                        model.root(), "tensor " + name, "missing", "must be there with shape " + shape);
            }
        });
        return found;
    }

    /** Shapes in torch's order, (out, in) for projections. */
    static Map<String, List<Long>> expected(LlamaConfig c) {
        long hidden = c.hiddenSize();
        long queries = (long) c.numAttentionHeads() * c.headDim();
        long keys = (long) c.numKeyValueHeads() * c.headDim();
        Map<String, List<Long>> shapes = new LinkedHashMap<>();
        shapes.put("model.embed_tokens.weight", List.of((long) c.vocabSize(), hidden));
        for (int i = 0; i < c.numHiddenLayers(); i++) {
            String layer = "model.layers." + i + ".";
            shapes.put(layer + "input_layernorm.weight", List.of(hidden));
            shapes.put(layer + "self_attn.q_proj.weight", List.of(queries, hidden));
            shapes.put(layer + "self_attn.k_proj.weight", List.of(keys, hidden));
            shapes.put(layer + "self_attn.v_proj.weight", List.of(keys, hidden));
            shapes.put(layer + "self_attn.o_proj.weight", List.of(hidden, queries));
            if (c.qkvBias()) {
                shapes.put(layer + "self_attn.q_proj.bias", List.of(queries));
                shapes.put(layer + "self_attn.k_proj.bias", List.of(keys));
                shapes.put(layer + "self_attn.v_proj.bias", List.of(keys));
            }
            shapes.put(layer + "post_attention_layernorm.weight", List.of(hidden));
            shapes.put(layer + "mlp.gate_proj.weight", List.of((long) c.intermediateSize(), hidden));
            shapes.put(layer + "mlp.up_proj.weight", List.of((long) c.intermediateSize(), hidden));
            shapes.put(layer + "mlp.down_proj.weight", List.of(hidden, (long) c.intermediateSize()));
        }
        shapes.put("model.norm.weight", List.of(hidden));
        if (!c.tieWordEmbeddings()) {
            shapes.put("lm_head.weight", List.of((long) c.vocabSize(), hidden));
        }
        return shapes;
    }

    /** Saved by older versions although it follows from the rest. */
    private static boolean isDerived(String name, LlamaConfig config) {
        return name.endsWith(".rotary_emb.inv_freq") || (config.tieWordEmbeddings() && name.equals("lm_head.weight"));
    }

    private static void check(TensorInfo tensor, List<Long> shape, int count) {
        String field = "tensor " + tensor.name();
        if (shape == null) {
            throw new BadModelException(
                    tensor.file(), field, "unexpected", "the config describes " + count + " tensors without it");
        } else if (!shape.equals(tensor.shape())) {
            throw new BadModelException(
                    tensor.file(), "shape of " + field, tensor.shape(), "must be " + shape + " by the config");
        } else if (!READABLE.contains(tensor.dtype())) {
            throw new BadModelException(
                    tensor.file(), "type of " + field, tensor.dtype(), "must be one of " + READABLE);
        }
    }
}
