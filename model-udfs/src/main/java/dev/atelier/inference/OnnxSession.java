package dev.atelier.inference;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import dev.atelier.weights.BadModelException;
import java.nio.file.Path;

/** ONNX Runtime as every graph runs in it: one thread a call, on the CPU, so that the same input gives the same bits. */
final class OnnxSession {
    private OnnxSession() {}

    /** One for the process, never closed; its first call loads the native library. */
    static OrtEnvironment environment() {
        return OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
    }

    /** Where it runs, whatever the task holds. */
    static ModelDevice device() {
        return new ModelDevice(-1, "CPU, where ONNX Runtime " + environment().getVersion() + " runs.");
    }

    /** @throws BadModelException if ONNX Runtime refuses the graph */
    static OrtSession of(Path graph) {
        try (SessionOptions options = new SessionOptions()) {
            options.setExecutionMode(SessionOptions.ExecutionMode.SEQUENTIAL);
            options.setOptimizationLevel(SessionOptions.OptLevel.ALL_OPT);
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            options.addConfigEntry("session.inter_op.allow_spinning", "0");
            options.setDeterministicCompute(true);
            return environment().createSession(graph.toString(), options);
        } catch (OrtException e) {
            throw new BadModelException(graph, "ONNX graph", e.getMessage(), "must load in ONNX Runtime", e);
        }
    }

    static void close(OrtSession session) {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime did not close a model: " + e.getMessage(), e);
        }
    }
}
