package dev.atelier.pipeline;

import dev.atelier.stage.Stage;
import java.util.List;

/**
 * One line of the pipeline.
 *
 * @param stage the arrow
 * @param from table it reads; null for the first
 * @param to table that its kept values become
 * @param columns how an outcome becomes rows of {@code to}: {@code value.*}, or {@code inline(value.requests)}
 * @param facts everything that decides the stage's result apart from its input: its configuration, model digests
 */
record Step(Stage stage, String from, String to, String columns, List<String> facts) {}
