package dev.atelier.pictures;

import dev.atelier.worker.RunFolder;
import java.util.TreeMap;

/** Where a task's pictures go while it draws; a batch is there, whole, before its lines of the store are. */
public sealed interface NewPictures {
    /**
     * Takes one finished picture.
     *
     * @param sha256 of {@code png}
     * @return its uri
     */
    String add(String sha256, byte[] png);

    /** Returns when all that were added are there. */
    void keep();

    /** Each is a file as soon as it is finished. */
    record AsFiles(RunFolder folder) implements NewPictures {
        @Override
        public String add(String sha256, byte[] png) {
            String uri = RunPictures.asFile(sha256);
            folder.writeWhole(uri, png);
            return uri;
        }

        @Override
        public void keep() {}
    }

    /** A batch is one small file of the table. */
    final class InTable implements NewPictures {
        private final PictureTable table;
        private final int partition;
        private final TreeMap<String, byte[]> batch = new TreeMap<>();

        InTable(PictureTable table, int partition) {
            this.table = table;
            this.partition = partition;
        }

        @Override
        public synchronized String add(String sha256, byte[] png) {
            batch.put(sha256, png);
            return RunPictures.inTable(sha256);
        }

        @Override
        public synchronized void keep() {
            if (!batch.isEmpty()) {
                table.write(partition, batch);
                batch.clear();
            }
        }
    }
}
