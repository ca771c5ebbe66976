package dev.atelier.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptLinesTest {
    private static final int LARGE = 100;
    private static final int MOST = 3;

    @TempDir
    Path folder;

    /** Twelve lines of ten bytes a round: a joined file is large when it has ten of them. */
    @Test
    void joinedFilesAreOfBoundedSizeAndALargeOneIsNeverWrittenAgain() throws IOException {
        List<String> all = new ArrayList<>();
        Map<Path, FileTime> large = new TreeMap<>();
        for (int round = 0; round < 5; round++) {
            int from = 12 * round;
            List<String> lines = IntStream.range(from, from + 12)
                    .mapToObj(n -> "line-" + (1000 + n))
                    .toList();
            lines.forEach(line -> lines().keep(List.of(line)));
            all.addAll(lines);
            lines().compact(MOST);
            assertThat(read()).containsExactlyInAnyOrderElementsOf(all);
            for (Path file : files()) {
                assertThat(Files.size(file)).isLessThan(2 * LARGE);
                if (Files.size(file) >= LARGE) {
                    FileTime before = large.putIfAbsent(file, Files.getLastModifiedTime(file));
                    assertThat(before).isIn(null, Files.getLastModifiedTime(file));
                }
            }
            assertThat(files()).containsAll(large.keySet());
        }
        assertThat(large).hasSizeGreaterThan(3);
        assertThat(files().size()).isLessThan(large.size() + MOST);
    }

    @Test
    void aRetriedTaskListsWhatAFewPartitionsKeptAndFindsItsOwn() {
        KeptLines lines = new KeptLines(BusyFileSystem.run(folder), "text");
        IntStream.range(0, 20).forEach(partition -> lines.keep(partition, List.of("line of " + partition)));
        BusyFileSystem.LISTED.clear();
        assertThat(lines.ofPartition(1)).containsExactly(List.of("line of 1"));
        assertThat(lines.ofPartition(20)).isEmpty();
        assertThat(BusyFileSystem.LISTED).containsExactly(folder + "/.store/text/0-15", folder + "/.store/text/16-31");
    }

    @Test
    void partitionsAreJoinedTogetherAndWhatIsLargeStaysWhereItIs() throws IOException {
        String large = "x".repeat(LARGE);
        lines().keep(3, List.of(large));
        IntStream.range(0, 2 * MOST).forEach(partition -> lines().keep(partition, List.of("line of " + partition)));
        assertThat(lines().compact(MOST)).isEqualTo(2 * MOST + 1);
        assertThat(lines().ofPartition(3)).containsExactly(List.of(large));
        assertThat(lines().ofPartition(4)).isEmpty();
        List<Path> there = files();
        assertThat(there).hasSize(2).contains(folder.resolve(".store/text/0-15"));
        there.remove(folder.resolve(".store/text/0-15"));
        assertThat(Files.readAllLines(there.get(0)))
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 2 * MOST)
                        .mapToObj(partition -> "line of " + partition)
                        .toList());
        assertThat(lines().compact(MOST)).isEqualTo(2);
    }

    private KeptLines lines() {
        return new KeptLines(
                new RunFolder(folder.toUri().toString(), new HadoopFiles(new Configuration())), "text", LARGE);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(folder.resolve(".store/text"))) {
            return all.collect(Collectors.toCollection(ArrayList::new));
        }
    }

    private List<String> read() throws IOException {
        List<String> lines = new ArrayList<>();
        for (Path file : files()) {
            lines.addAll(Files.readAllLines(file));
        }
        return lines;
    }
}
