package dev.atelier.worker;

/**
 * Which attempt a partition belongs to. Spark starts a stage again while tasks of it still run, and lets both go on; each
 * retried task claims its partition, and what ran before it ends.
 *
 * @param plan of the stage: a job that is planned again begins anew
 * @param number 0 for a first attempt, which need not say so
 */
record Claim(RunFolder run, String folder, long plan, int number) {
    static Claim first(RunFolder run, String folder, long plan) {
        return new Claim(run, folder, plan, 0);
    }

    /** The claim after the last one. */
    static Claim next(RunFolder run, String folder, long plan) {
        String start = first(run, folder, plan).start();
        int last = run.list(folder).stream()
                .filter(name -> name.startsWith(start))
                .mapToInt(name -> Integer.parseInt(name.substring(start.length())))
                .max()
                .orElse(0);
        Claim next = new Claim(run, folder, plan, last + 1);
        run.writeWhole(folder + "/" + start + next.number, new byte[0]);
        return next;
    }

    private String start() {
        return "claim-" + plan + "-";
    }

    /** @throws IllegalStateException if another attempt claimed the partition since */
    void check() {
        if (run.exists(folder + "/" + start() + (number + 1))) {
            throw new IllegalStateException(
                    "Another attempt goes on with this partition: this one ends (" + folder + ")");
        }
    }
}
