package dev.atelier.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import org.junit.jupiter.api.Test;

class RunConfTest {
    private static RunConf conf(String more) {
        return ConfReader.read(
                ConfigFactory.parseString(
                        """
                        name = test
                        collect.sources = [{ path = "a.csv", format = csv, licence = CC0-1.0 }]
                        models.writer.path = "writer"
                        plan.templates = [
                          { field = title, model = writer, prompt = "{{name}}", text { maxNewTokens = 8 } }
                          { name = other, field = line, model = writer, prompt = "{{name}}", text { maxNewTokens = 8 } }
                        ]
                        select.fields.title { keep = 2 }
                        """
                                + more),
                RunConf.class);
    }

    @Test
    void aPolicyOrAQuotaForWhatNoTemplateMakesIsTold() {
        assertThat(conf("").idle()).isEmpty();
        assertThat(conf("select.fields.slogan { keep = 1 }\nselect.quotas = [{ field = poem, by = brand, most = 1 }]")
                        .idle())
                .contains("select.fields.slogan, the quota of poem: no template makes that field, so it decides nothing"
                        + " (fields that are made: line, title)");
    }
}
