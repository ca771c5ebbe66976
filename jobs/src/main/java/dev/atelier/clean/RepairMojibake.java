package dev.atelier.clean;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * UTF-8 that was read as windows-1252: {@code CafÃ©} becomes {@code Café}. Only where the way back is exact: each run of
 * non-ASCII characters must turn into windows-1252 bytes that are valid UTF-8. A lone {@code é} is not, and stays.
 */
record RepairMojibake() implements CleaningRule {
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final Pattern NON_ASCII = Pattern.compile("[^\\x00-\\x7f]{2,}");
    /** Text that went through the mistake twice ({@code CafÃƒÂ©}) is rare, three times unheard of. */
    private static final int PASSES = 2;

    @Override
    public Draft apply(Draft draft) {
        return draft.map(RepairMojibake::repair);
    }

    static String repair(String text) {
        String current = text;
        for (int i = 0; i < PASSES; i++) {
            current = NON_ASCII
                    .matcher(current)
                    .replaceAll(run -> java.util.regex.Matcher.quoteReplacement(decoded(run.group())));
        }
        return current;
    }

    private static String decoded(String run) {
        ByteBuffer bytes = ByteBuffer.allocate(run.length());
        for (int i = 0; i < run.length(); i++) {
            char c = run.charAt(i);
            // the five bytes that windows-1252 leaves undefined pass as control characters, as browsers read them
            if (c >= 0x80 && c <= 0x9f) {
                bytes.put((byte) c);
                continue;
            }
            try {
                bytes.put(WINDOWS_1252.newEncoder().encode(CharBuffer.wrap(run, i, i + 1)));
            } catch (CharacterCodingException e) {
                return run;
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException e) {
            return run;
        }
    }
}
