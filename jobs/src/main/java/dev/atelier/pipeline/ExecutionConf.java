package dev.atelier.pipeline;

import dev.atelier.domain.Modality;
import dev.atelier.domain.Require;
import dev.atelier.generate.GenerateStage;
import dev.atelier.pictures.PictureForm;
import dev.atelier.worker.Patience;

/**
 * Section {@code execution}: how the work is laid out. Nothing here changes a byte of any result, and nothing here
 * enters an id.
 *
 * @param master Spark master when spark-submit names none; default {@code local[*]}
 * @param partitions tasks of a generation stage; default twice the cores Spark has
 * @param textBatchSize requests the language model decodes together; default 16
 * @param imageBatchSize pictures drawn together; default 8
 * @param scoreBatchSize artifacts embedded together; default 32
 * @param intraOpThreads threads of one model call, 1 (default) or 2: tasks are the parallelism
 * @param modelMemoryMiB MiB that the loaded models' weights may take on one device of an executor; a load that would pass
 *     it closes models that no task holds; default no bound
 * @param hangSeconds how long a model may give no answer, at least, before its rows are taken for hung: so long for each row
 *     of a task's first batch, then ten times the slowest pace so far if that is more; default 600
 * @param pictures how new pictures are laid down: {@code files}, {@code table} or {@code auto} (default: files up to 50,000
 *     requests for pictures in the run, the table above)
 * @param modelCache local folder for models fetched from hdfs: or s3a:; default {@code <java.io.tmpdir>/atelier-models}
 * @param lockFile digests that models must have; default none
 */
public record ExecutionConf(
        String master,
        Integer partitions,
        Integer textBatchSize,
        Integer imageBatchSize,
        Integer scoreBatchSize,
        Integer intraOpThreads,
        Integer modelMemoryMiB,
        Integer hangSeconds,
        PictureForm pictures,
        String modelCache,
        String lockFile) {
    private static final int MOST_PARTITIONS = 100_000;
    /** Read and held together. */
    private static final int MOST_ROWS = 4096;

    private static final int MOST_SECONDS = 7 * 24 * 60 * 60;

    public ExecutionConf {
        master = master == null ? "local[*]" : master;
        textBatchSize = textBatchSize == null ? 16 : textBatchSize;
        imageBatchSize = imageBatchSize == null ? 8 : imageBatchSize;
        scoreBatchSize = scoreBatchSize == null ? 32 : scoreBatchSize;
        intraOpThreads = intraOpThreads == null ? 1 : intraOpThreads;
        hangSeconds = hangSeconds == null ? 600 : hangSeconds;
        pictures = pictures == null ? PictureForm.AUTO : pictures;
        modelCache = modelCache == null ? System.getProperty("java.io.tmpdir") + "/atelier-models" : modelCache;
        Require.that(
                modelMemoryMiB == null || modelMemoryMiB >= 1,
                "execution.modelMemoryMiB",
                modelMemoryMiB,
                "must be 1 or more; left out for no bound");
        within("partitions", partitions == null ? 1 : partitions, MOST_PARTITIONS);
        within("textBatchSize", textBatchSize, MOST_ROWS);
        within("imageBatchSize", imageBatchSize, MOST_ROWS);
        within("scoreBatchSize", scoreBatchSize, MOST_ROWS);
        within("hangSeconds", hangSeconds, MOST_SECONDS);
        Require.that(
                intraOpThreads == 1 || intraOpThreads == 2,
                "execution.intraOpThreads",
                intraOpThreads,
                "must be 1 or 2: with more, a row's last digits depend on their number; tasks are the parallelism");
    }

    /** How the generation of a modality is laid out. */
    GenerateStage.Layout layout(Modality modality, int tasks) {
        int batch = modality == Modality.TEXT ? textBatchSize : imageBatchSize;
        return new GenerateStage.Layout(batch, tasks, pictures, patience());
    }

    Patience patience() {
        return Patience.ofSeconds(hangSeconds);
    }

    long modelBytes() {
        return modelMemoryMiB == null ? Long.MAX_VALUE : modelMemoryMiB * (1L << 20);
    }

    private static void within(String key, int value, int most) {
        Require.that(value >= 1 && value <= most, "execution." + key, value, "must be 1 to " + most);
    }

    /** The defaults. */
    public static ExecutionConf defaults() {
        return new ExecutionConf(null, null, null, null, null, null, null, null, null, null, null);
    }
}
