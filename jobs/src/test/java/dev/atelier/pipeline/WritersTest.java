package dev.atelier.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes that write the same files at once, and a reader. */
class WritersTest {
    @TempDir
    Path disk;

    @Test
    void onALocalDiskBothSucceedAndEachFileIsWhole() throws IOException, InterruptedException {
        race("file:" + disk.resolve("run"), 1_500);
    }

    @Test
    void onHdfsBothSucceedAndEachFileIsWhole() throws IOException, InterruptedException {
        Configuration conf = new Configuration();
        conf.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, disk.toString());
        MiniDFSCluster cluster =
                new MiniDFSCluster.Builder(conf).numDataNodes(1).build();
        try {
            race(cluster.getFileSystem().getUri() + "/run", 150);
        } finally {
            cluster.shutdown(true);
        }
    }

    private static void race(String folder, int count) throws IOException, InterruptedException {
        List<Process> writers = List.of(writer(folder, count), writer(folder, count));
        List<BufferedReader> said = writers.stream().map(Process::inputReader).toList();
        for (BufferedReader writer : said) {
            assertThat(writer.readLine()).isEqualTo("ready");
        }
        for (Process writer : writers) {
            writer.outputWriter().append("go\n").flush();
        }
        FileSystem files = FileSystem.get(java.net.URI.create(folder), new Configuration());
        while (writers.stream().anyMatch(Process::isAlive)) {
            everyFileIsWhole(files, folder);
            Thread.sleep(20); // the writers need the machine too
        }
        for (BufferedReader writer : said) {
            assertThat(writer.readLine()).isEqualTo("done");
        }
        assertThat(everyFileIsWhole(files, folder)).isEqualTo(count);
        for (int number = 0; number < count; number++) {
            try (var in = files.open(path(folder, RivalWriter.name(number)))) {
                assertThat(in.readAllBytes()).isEqualTo(RivalWriter.content(number));
            }
        }
        assertThat(files.listStatus(path(folder, ".pending"))).isEmpty();
    }

    private static Process writer(String folder, int count) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return new ProcessBuilder(
                        java.toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        RivalWriter.class.getName(),
                        folder,
                        String.valueOf(count))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** @return how many there are */
    private static int everyFileIsWhole(FileSystem files, String folder) throws IOException {
        int there = 0;
        for (int part = 0; part < 10; part++) {
            for (FileStatus file : list(files, path(folder, "files/" + part))) {
                int number = Integer.parseInt(file.getPath().getName().replace(".png", ""));
                assertThat(file.getLen()).as("bytes of file %d", number).isEqualTo(20_000L + number);
                there++;
            }
        }
        return there;
    }

    private static List<FileStatus> list(FileSystem files, org.apache.hadoop.fs.Path folder) throws IOException {
        try {
            return Stream.of(files.listStatus(folder)).toList();
        } catch (FileNotFoundException e) {
            return List.of();
        }
    }

    private static org.apache.hadoop.fs.Path path(String folder, String name) {
        return new org.apache.hadoop.fs.Path(folder, name);
    }
}
