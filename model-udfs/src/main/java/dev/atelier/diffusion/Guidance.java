package dev.atelier.diffusion;

/** Classifier-free guidance: Ho and Salimans, arXiv 2207.12598, with the weight of Imagen (arXiv 2205.11487, formula 2). */
public final class Guidance {
    private Guidance() {}

    /** Whether the network must also be asked without the prompt; diffusers: {@code do_classifier_free_guidance}. */
    public static boolean isUsed(double guidanceScale) {
        return guidanceScale > 1;
    }

    /** {@code unconditional + guidanceScale * (conditional - unconditional)}, element by element. */
    public static float[] combine(float[] unconditional, float[] conditional, double guidanceScale) {
        float scale = (float) guidanceScale;
        float[] guided = new float[conditional.length];
        for (int i = 0; i < guided.length; i++) {
            guided[i] = unconditional[i] + scale * (conditional[i] - unconditional[i]);
        }
        return guided;
    }
}
