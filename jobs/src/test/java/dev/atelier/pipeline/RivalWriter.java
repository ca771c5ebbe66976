package dev.atelier.pipeline;

import dev.atelier.worker.HadoopFiles;
import dev.atelier.worker.RunFolder;
import java.io.IOException;
import java.util.Arrays;
import org.apache.hadoop.conf.Configuration;

/** A process that waits for a line and then writes the same files into a run's folder as its rivals. */
final class RivalWriter {
    private RivalWriter() {}

    static String name(int number) {
        return "files/" + number % 10 + "/" + number + ".png";
    }

    static byte[] content(int number) {
        byte[] content = new byte[20_000 + number];
        Arrays.fill(content, (byte) number);
        return content;
    }

    /** @param args the folder, how many files */
    public static void main(String[] args) throws IOException {
        RunFolder run = new RunFolder(args[0], new HadoopFiles(new Configuration()));
        run.exists("."); // a first call is slow
        System.out.println("ready");
        System.in.read();
        for (int number = 0; number < Integer.parseInt(args[1]); number++) {
            run.writeWhole(name(number), content(number));
        }
        System.out.println("done");
    }
}
