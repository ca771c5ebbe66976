package dev.atelier.claims;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The lists hang together. */
class WordListsTest {
    @ParameterizedTest
    @EnumSource(Topic.class)
    void whatAValueIsOrExcludesIsAValue(Topic topic) {
        List<Map<String, String>> rows = Table.rows(topic.file);
        Set<String> values = rows.stream().map(row -> row.get("value")).collect(Collectors.toSet());
        assertThat(rows).isNotEmpty();
        for (Map<String, String> row : rows) {
            assertThat(values)
                    .containsAll(Table.entries(row.get("is")))
                    .containsAll(Table.entries(row.get("excludes")));
        }
        if (topic != Topic.IDIOM) {
            assertThat(values).hasSameSizeAs(rows);
        }
    }

    @ParameterizedTest
    @EnumSource(Topic.class)
    void everyWordIsFoundWithItsMeaning(Topic topic) {
        Set<String> lost = new HashSet<>();
        for (Map<String, String> row : Table.rows(topic.file)) {
            for (String column : List.of("en", "de")) {
                for (String listed : Table.entries(row.get(column))) {
                    String word = listed.replaceAll("^[=^-]+|-$", "");
                    Reading reading = Reading.of(listed.startsWith("-") ? "Xyz" + word : word, Lexicon.builtIn());
                    boolean found = reading.hits(0).stream()
                            .anyMatch(hit -> hit.is(topic, row.get("value")) && hit.end() == reading.size());
                    if (!found && !listed.startsWith("-")) {
                        lost.add(listed);
                    }
                }
            }
        }
        assertThat(lost).isEmpty();
    }
}
