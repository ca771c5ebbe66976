package dev.atelier.pipeline;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a person reads while a run goes on. Names of files and texts of rows come from strangers: what would command a terminal
 * begin a line of its own or turn the direction of writing is shown as an escape, and no address says its password.
 */
final class Terminal extends PrintStream {
    private static final Pattern COMMANDS =
            Pattern.compile("[\\p{Cc}\\u061c\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069&&[^\\t]]");

    private Terminal(PrintStream out) {
        super(out, true, StandardCharsets.UTF_8);
    }

    static PrintStream of(PrintStream out) {
        return new Terminal(out);
    }

    static String shown(String text) {
        return COMMANDS.matcher(Secrets.hidden(text))
                .replaceAll(found -> String.format(
                        Locale.ROOT, "\\\\u%04x", (int) found.group().charAt(0)));
    }

    @Override
    public void print(String text) {
        super.print(shown(String.valueOf(text)));
    }

    @Override
    public void println(String text) {
        super.println(shown(String.valueOf(text)));
    }
}
