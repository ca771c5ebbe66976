package dev.atelier.batch;

import dev.atelier.domain.RowFailure;
import java.nio.channels.ClosedByInterruptException;
import java.util.Locale;

/** Tells a row's failure from the process's, and out of memory from both. */
public final class Failures {
    private static final int MESSAGE_CHARACTERS = 300;
    private static final int MOST_CAUSES = 16;

    private Failures() {}

    /** A row failure as it is; anything else under {@code reason} with its class and the first line of its message. */
    public static RowFailure ofRow(String reason, Throwable error) {
        if (error instanceof RowFailure failure) {
            return failure;
        }
        // libtorch appends its C++ stack after the first line
        String message =
                String.valueOf(error.getMessage()).strip().lines().findFirst().orElse("");
        String shown = message.length() <= MESSAGE_CHARACTERS ? message : message.substring(0, MESSAGE_CHARACTERS);
        return new RowFailure(reason, error.getClass().getSimpleName() + ": " + shown, error);
    }

    /** The device or the allocator of native memory had not enough: fewer rows may fit. */
    public static boolean isOutOfMemory(Throwable error) {
        for (Throwable e = error; e != null; e = e.getCause()) {
            String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
            if (e instanceof OutOfMemoryError) {
                return message.contains("direct buffer memory") || message.contains("map failed");
            } else if (message.contains("out of memory")
                    || message.contains("can't allocate memory")
                    || message.contains("defaultcpuallocator")) {
                return true;
            }
        }
        return false;
    }

    /** Throws on what is no row's fault: a killed task, an exhausted heap, a broken class path, a dead CUDA context. */
    public static void rethrowFatal(Throwable error) {
        if (Thread.currentThread().isInterrupted() || (isFatal(error) && !isOutOfMemory(error))) {
            if (error instanceof Error fatal) {
                throw fatal;
            }
            throw (RuntimeException) error;
        }
    }

    private static boolean isFatal(Throwable error) {
        int depth = 0;
        for (Throwable e = error; e != null && depth < MOST_CAUSES; e = e.getCause(), depth++) {
            if (e instanceof Error
                    || e instanceof InterruptedException
                    || e instanceof ClosedByInterruptException
                    || e.getClass()
                            .getSimpleName()
                            .equals("TaskKilledException") // Spark's, which this package does not know
                    || String.valueOf(e.getMessage()).contains("CUDA error")) {
                return true;
            }
        }
        return false;
    }
}
