package dev.atelier.image;

import dev.atelier.domain.Require;

/**
 * One international text chunk ({@code iTXt}) of a PNG file.
 *
 * @param keyword 1 to 79 printable ASCII characters here, such as {@code parameters}
 */
public record PngText(String keyword, String text) {
    public PngText {
        Require.that(
                keyword != null && keyword.matches("[!-~]([ -~]{0,77}[!-~])?"),
                "PNG keyword",
                keyword,
                "must be 1 to 79 printable ASCII characters without outer spaces, PNG specification 11.3.4.2");
        Require.that(text != null, "text of PNG keyword " + keyword, text, "must not be null");
    }
}
