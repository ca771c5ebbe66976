package dev.atelier.measures;

import dev.atelier.domain.Measure;
import dev.atelier.personal.PersonalData;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a text says of people: {@code personal_data}, how many addresses, phone numbers, accounts and the like; the detail and
 * the flag name kinds and never a character of them. The kinds are those that cleaning masks.
 */
final class PersonalLeft implements Scorer.OfText {
    private final PersonalData personal;

    PersonalLeft(PersonalData personal) {
        this.personal = personal;
    }

    @Override
    public String version() {
        return "personal/1";
    }

    @Override
    public Set<String> measures() {
        return Set.of("personal_data");
    }

    @Override
    public Found score(String text, Subject row) {
        Map<String, Integer> kinds = personal.kinds(text);
        List<String> told = kinds.entrySet().stream()
                .map(kind -> kind.getValue() == 1 ? kind.getKey() : kind.getValue() + " x " + kind.getKey())
                .toList();
        int count = kinds.values().stream().mapToInt(Integer::intValue).sum();
        Measure measure = new Measure("personal_data", count, told.isEmpty() ? null : String.join("; ", told));
        return Found.of(
                List.of(measure),
                kinds.keySet().stream().map(kind -> "personal_data: " + kind).toList());
    }
}
