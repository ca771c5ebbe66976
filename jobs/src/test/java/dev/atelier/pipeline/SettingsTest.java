package dev.atelier.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.atelier.stage.ConfError;
import java.util.List;
import org.junit.jupiter.api.Test;

class SettingsTest {
    private static final Config FILE = ConfigFactory.parseString(
            """
            root = ${HOME_OF_TEST}
            models.painter { path = ${root}/small, precision = fp32 }
            templates = [{ field = title }, { field = picture, image { steps = 25, scale = 4.0 } }]
            """);
    private static final Config ENVIRONMENT = ConfigFactory.parseString("HOME_OF_TEST = /home");

    @Test
    void aSettingGoesBeforeTheFileAndTheRestStays() {
        Config config = with("models.painter.path=/models/sd14");
        assertThat(config.getString("models.painter.path")).isEqualTo("/models/sd14");
        assertThat(config.getString("models.painter.precision")).isEqualTo("fp32");
        assertThat(with().getString("models.painter.path")).isEqualTo("/home/small");
    }

    @Test
    void whatIsNoHoconIsAPlainString() {
        assertThat(with("root=s3a://bucket/a b").getString("root")).isEqualTo("s3a://bucket/a b");
        assertThat(with("root=s3a://bucket/x").getString("models.painter.path")).isEqualTo("s3a://bucket/x/small");
    }

    @Test
    void aNumberIsAPlaceInAList() {
        Config picture =
                with("templates.1.image.steps=50").getConfigList("templates").get(1);
        assertThat(picture.getInt("image.steps")).isEqualTo(50);
        assertThat(picture.getDouble("image.scale")).isEqualTo(4.0);
        assertThat(picture.getString("field")).isEqualTo("picture");
    }

    @Test
    void whatCannotBeSetIsNamed() {
        assertThatThrownBy(() -> with("templates.7.field=x"))
                .isInstanceOf(ConfError.class)
                .hasMessageContaining("no place 7 in a list of 2");
        assertThatThrownBy(() -> with("nonsense")).hasMessageContaining("Invalid --set: nonsense (must be key=value)");
    }

    private static Config with(String... settings) {
        return Settings.of(List.of(settings)).over(FILE, ENVIRONMENT);
    }
}
