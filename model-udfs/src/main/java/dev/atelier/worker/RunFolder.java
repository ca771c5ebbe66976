package dev.atelier.worker;

import java.io.Serializable;

/**
 * Where a run's tables and files lie, and how to reach them from anywhere.
 *
 * @param uri full URI, such as {@code file:/data/out} or {@code hdfs://nn/out}
 */
public record RunFolder(String uri, HadoopFiles hadoop) implements Serializable {
    /** @param relative such as {@code files/ab/ab12.png} */
    public byte[] read(String relative) {
        return hadoop.read(uri + "/" + relative);
    }

    /** A file that appears by one rename; one of that name has the same content and is left. */
    public void writeWhole(String relative, byte[] content) {
        hadoop.writeWhole(uri + "/" + relative, content);
    }

    public boolean exists(String relative) {
        return hadoop.exists(uri + "/" + relative);
    }
}
