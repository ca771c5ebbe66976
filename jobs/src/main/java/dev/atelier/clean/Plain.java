package dev.atelier.clean;

/** What a text is at one look, so that rules pass by what they cannot change. */
final class Plain {
    private static final char LAST_OF_ASCII = 0x7f;

    private Plain() {}

    static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > LAST_OF_ASCII) {
                return false;
            }
        }
        return true;
    }

    /** Printable ASCII, and no blank beside another or at an end. */
    static boolean isTidy(String text) {
        char before = ' ';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c >= LAST_OF_ASCII || (c == ' ' && before == ' ')) {
                return false;
            }
            before = c;
        }
        return text.isEmpty() || before != ' ';
    }

    /** Letters, digits and what stands between them, which becomes one blank; not at the ends. For ASCII only. */
    static String words(String ascii) {
        StringBuilder words = new StringBuilder(ascii.length());
        boolean apart = false;
        for (int i = 0; i < ascii.length(); i++) {
            char c = ascii.charAt(i);
            if (Character.isLetterOrDigit(c)) {
                if (apart && words.length() > 0) {
                    words.append(' ');
                }
                words.append(c);
            }
            apart = !Character.isLetterOrDigit(c);
        }
        return words.toString();
    }
}
