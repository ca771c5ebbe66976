package dev.atelier.artifacts;

import dev.atelier.batch.BatchModel;
import dev.atelier.domain.Answer;
import dev.atelier.domain.DrawPicture;
import dev.atelier.domain.GeneratedImage;
import dev.atelier.domain.GeneratedText;
import dev.atelier.domain.Job;
import dev.atelier.domain.WriteText;
import dev.atelier.worker.Makers;
import dev.atelier.worker.ModelSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * A language model that answers with the prompt, and does to its process what some prompts say. Each prompt that it
 * answered is a line of a file that no death takes away.
 */
record DeadlyWriter(String answered) implements ModelSource<Makers>, Makers, BatchModel<WriteText, GeneratedText> {
    static final String CRASHES = "crashes";
    static final String SLEEPS = "sleeps";
    static final String SPINS = "spins";

    @Override
    public Makers ofThisTask() {
        return this;
    }

    @Override
    public BatchModel<WriteText, GeneratedText> writer(String name) {
        return this;
    }

    @Override
    public BatchModel<DrawPicture, GeneratedImage> painter(String name) {
        throw new UnsupportedOperationException(name);
    }

    @Override
    public List<Answer<GeneratedText>> answer(List<Job<WriteText>> batch) {
        pause(50); // so that tasks run beside each other
        batch.forEach(job -> obey(job.ask().prompt()));
        StringBuilder lines = new StringBuilder();
        batch.forEach(job -> lines.append(job.ask().prompt()).append('\n'));
        try {
            Files.writeString(Path.of(answered), lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return batch.stream()
                .map(job -> Answer.done(new GeneratedText(job.ask().prompt(), 1, 1, "stop", -1)))
                .toList();
    }

    private static void obey(String prompt) {
        if (prompt.contains(CRASHES)) {
            crash();
        } else if (prompt.contains(SLEEPS)) {
            pause(600_000);
        }
        while (prompt.contains(SPINS)) {
            Thread.onSpinWait(); // deaf to interrupts, as native code is
        }
    }

    /** A write to address 0: SIGSEGV. */
    private static void crash() {
        try {
            Class<?> type = Class.forName("sun.misc.Unsafe");
            var field = type.getDeclaredField("theUnsafe");
            field.setAccessible(true);
            type.getMethod("putAddress", long.class, long.class).invoke(field.get(null), 0L, 0L);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {}
}
