package dev.atelier.inference;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.atelier.diffusion.Guidance;
import dev.atelier.diffusion.Latents;
import dev.atelier.diffusion.NoiseScheduler;
import dev.atelier.diffusion.NoiseScheduler.Step;
import dev.atelier.diffusion.TorchNoise;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Noise to latents, for pictures of one size and one noise scheduler. The network sees a batch; everything between its
 * calls is fp32 arithmetic in Java, picture by picture.
 */
record Denoiser(Program unet) implements AutoCloseable {
    /**
     * One picture to draw.
     *
     * @param noise the picture's generator: each time (channels, height, width) numbers
     * @param prompt states (77, D)
     * @param negative states (77, D); null: no guidance, the network is asked with the prompt only
     */
    record Row(TorchNoise noise, NDArray prompt, NDArray negative, double guidanceScale) {}

    /**
     * The latents of each row.
     *
     * @param scope manager of the rows' states
     * @param shape (channels, height, width) of one picture's latents
     */
    List<float[]> denoise(NDManager scope, List<Row> rows, NoiseScheduler scheduler, Shape shape) {
        NDArray states = states(scope, rows); // (E, 77, D): first every prompt, then the negatives there are
        List<Latents> latents =
                rows.stream().map(r -> new Latents(scheduler, r.noise())).toList();
        for (Step step : scheduler.steps()) {
            List<float[]> outputs = evaluate(scope, rows, latents, states, step, shape);
            int negative = rows.size();
            for (int i = 0; i < rows.size(); i++) {
                Row row = rows.get(i);
                float[] output = row.negative() == null
                        ? outputs.get(i)
                        : Guidance.combine(outputs.get(negative++), outputs.get(i), row.guidanceScale());
                latents.get(i).advance(step, output);
            }
        }
        return latents.stream().map(Latents::current).toList();
    }

    @Override
    public void close() {
        unet.close();
    }

    private static NDArray states(NDManager scope, List<Row> rows) {
        NDList all = new NDList();
        rows.forEach(row -> all.add(row.prompt()));
        rows.stream().filter(row -> row.negative() != null).forEach(row -> all.add(row.negative()));
        NDArray stacked = NDArrays.stack(all);
        stacked.attach(scope);
        return stacked;
    }

    /** What the network says to each row with its prompt, then to the guided rows with their negative prompt. */
    private List<float[]> evaluate(
            NDManager scope, List<Row> rows, List<Latents> latents, NDArray states, Step step, Shape shape) {
        List<float[]> inputs = new ArrayList<>();
        latents.forEach(l -> inputs.add(l.input(step)));
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).negative() != null) {
                inputs.add(inputs.get(i));
            }
        }
        int size = (int) shape.size();
        float[] flat = new float[inputs.size() * size];
        for (int i = 0; i < inputs.size(); i++) {
            System.arraycopy(inputs.get(i), 0, flat, i * size, size);
        }
        float[] timesteps = new float[inputs.size()];
        Arrays.fill(timesteps, step.timestep());
        try (NDManager call = scope.newSubManager()) {
            NDArray x = call.create(flat, new Shape(inputs.size()).addAll(shape)); // (E, 4, h, w)
            NDArray t = call.create(timesteps); // (E,)
            float[] said =
                    unet.run(call, "forward", x, t, states).singletonOrThrow().toFloatArray();
            List<float[]> outputs = new ArrayList<>();
            for (int i = 0; i < inputs.size(); i++) {
                outputs.add(Arrays.copyOfRange(said, i * size, (i + 1) * size));
            }
            return outputs;
        }
    }
}
