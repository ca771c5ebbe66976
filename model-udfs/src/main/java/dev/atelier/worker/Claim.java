package dev.atelier.worker;

/**
 * Which attempt a partition belongs to. Spark starts a stage again while tasks of it still run, and lets both go on; each
 * retried task claims its partition, and what ran before it ends.
 *
 * @param number 0 for a first attempt, which need not say so
 */
record Claim(RunFolder run, String folder, int number) {
    private static final String NAME = "claim-";

    static Claim first(RunFolder run, String folder) {
        return new Claim(run, folder, 0);
    }

    /** The claim after the last one. */
    static Claim next(RunFolder run, String folder) {
        int last = run.list(folder).stream()
                .filter(name -> name.startsWith(NAME))
                .mapToInt(name -> Integer.parseInt(name.substring(NAME.length())))
                .max()
                .orElse(0);
        run.writeWhole(folder + "/" + NAME + (last + 1), new byte[0]);
        return new Claim(run, folder, last + 1);
    }

    /** @throws IllegalStateException if another attempt claimed the partition since */
    void check() {
        if (run.exists(folder + "/" + NAME + (number + 1))) {
            throw new IllegalStateException(
                    "Another attempt goes on with this partition: this one ends (" + folder + ")");
        }
    }
}
