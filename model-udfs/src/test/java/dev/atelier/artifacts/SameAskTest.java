package dev.atelier.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.domain.GenerationRequest;
import dev.atelier.domain.ModelRef;
import dev.atelier.domain.Origin;
import dev.atelier.domain.Precision;
import dev.atelier.domain.Target;
import dev.atelier.domain.TextParameters;
import dev.atelier.domain.WriteText;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

class SameAskTest {
    @Test
    void requestsThatAskForTheSameAndFollowEachOtherAreTogether() {
        assertThat(together("a", "a", "b", "a", "c", "c", "c"))
                .containsExactly("item0 item1", "item2", "item3", "item4 item5 item6");
        assertThat(together("a")).containsExactly("item0");
        assertThat(together()).isEmpty();
    }

    private static List<String> together(String... prompts) {
        List<GenerationRequest> requests = new ArrayList<>();
        for (String prompt : prompts) {
            requests.add(GenerationRequest.of(
                    new Target("item" + requests.size(), "title", 0),
                    new WriteText(null, prompt, TextParameters.greedy(3)),
                    new ModelRef("writer", "d", "p", Precision.FP32),
                    1,
                    new Origin("t", "v", null)));
        }
        Iterator<List<GenerationRequest>> groups = new SameAsk(requests.iterator());
        List<String> items = new ArrayList<>();
        groups.forEachRemaining(same -> items.add(
                String.join(" ", same.stream().map(r -> r.target().itemId()).toList())));
        return items;
    }
}
