package dev.atelier.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.domain.ContentId;
import dev.atelier.domain.Pixels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResizeTest {
    /** Pillow 13.0.0, {@code python scripts/golden/resize_golden.py}; tolerance: none, the bytes are equal. */
    @ParameterizedTest
    @CsvSource({
        "BICUBIC, 74, 46, 9533d790f1fe10d1aa529ab9f919b3e195691322974277b914a519d64b3ecf05",
        "BICUBIC, 16, 16, 3d0310abdf6d5017bf49316fd68c95f03041bc0f9b365762862a86c0b72af597",
        "BICUBIC, 30, 60, 90509307ab37d93629c91e948345157e6973a0c43ea5e7a4eb8c751d54ca0cf0",
        "BICUBIC, 37, 5, aacfbaee4c62efb0b0d8924d0fb2838f4d77a486c0f39ffdfefa5171a44efe8c",
        "BICUBIC, 20, 10, 22b36b52ec0fcfdca92068231a655e7ff9610b1b25360915af09d58a4b839a8c",
        "LANCZOS3, 74, 46, edf9b634aecf75eb5f2d410fcba1a4ac7298756a516e6aeae002aff4aff4f324",
        "LANCZOS3, 16, 16, 2f9e2834278fdcd5815ce74b8a0a207a12957f3074f4cd99d6f4911a39663357",
        "LANCZOS3, 30, 60, a8dc79a6a488aff6c9be64e05b921faf4ace30f8ee40edbd89e322dca3fcd59d",
        "LANCZOS3, 37, 5, c22fff439f1bfc85382804b11e0b90b956fcd9cae563ed0572b451f292681910",
        "LANCZOS3, 20, 10, c36db2cba59d05029bd07e3f218d9f1937b83dc6c384115e18480b43e41b67f5",
    })
    void bytesEqualPillows(Resize.Filter filter, int width, int height, String sha256) {
        Pixels out = Resize.to(Pictures.pattern(37, 23), width, height, filter);
        assertThat(ContentId.ofBytes(out.rgb())).isEqualTo(sha256);
    }

    @Test
    void aFlatPictureStaysFlat() {
        Pixels out = Resize.to(Pictures.flat(9, 5, 10, 200, 255), 31, 17, Resize.Filter.LANCZOS3);
        assertThat(out.rgb()).isEqualTo(Pictures.flat(31, 17, 10, 200, 255).rgb());
    }

    @Test
    void aSizeOfNothingIsRefused() {
        assertThatThrownBy(() -> Resize.to(Pictures.flat(2, 2, 0, 0, 0), 0, 4, Resize.Filter.BICUBIC))
                .hasMessage("Invalid size: 0x4 (must be at least 1x1)");
    }
}
