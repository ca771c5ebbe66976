package dev.atelier.personal;

/**
 * What is in a text, taken in one pass, so that only masks that could find something read it.
 *
 * @param digits in all
 * @param digitsTogether most digits with no letter between them; an x may stand between the groups of a number
 * @param sign whether it has an @
 * @param points between two digits
 * @param colons in all
 * @param spelled whether it has words (or signs set apart) for both @ and the point of a domain
 */
record Glance(int digits, int digitsTogether, boolean sign, int points, int colons, boolean spelled) {
    private static final String[] AT_WORDS = {"at", "arroba", "arobase", "apenstaartje"};
    private static final String[] DOT_WORDS = {"punkt", "punto", "point", "punt"};

    static Glance of(String text) {
        Scan scan = new Scan();
        char before = ' ';
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 'a' || c > 'z' || c == 'x') {
                scan.see(text, i, before, c);
            } else {
                scan.together = 0;
            }
            before = c;
        }
        return scan.glance();
    }

    /** Neither digits nor signs of anything personal. */
    boolean isPlain() {
        return digits == 0 && !sign && !spelled && colons < 2;
    }

    private static boolean opens(char c) {
        return c == ' ' || c == '(' || c == '[' || c == '{' || c == '<';
    }

    private static boolean closes(char c) {
        return c == ' ' || c == ')' || c == ']' || c == '}' || c == '>';
    }

    /** Counts on the way through a text; small Latin letters need no look. */
    private static final class Scan {
        private static final int LOWER = 0x20;

        private int digits;
        private int together;
        private int most;
        private boolean sign;
        private int points;
        private int colons;
        private boolean atWord;
        private boolean dotWord;
        private boolean domain;

        private void see(String text, int i, char before, char c) {
            if (c == ' ') {
                word(text, i + 1);
            } else if (Character.isDigit(c)) {
                digits++;
                most = Math.max(most, ++together);
            } else if (Character.isLetter(c)) {
                together = "xXｘＸ".indexOf(c) < 0 ? 0 : together;
            } else if (c == '@') {
                sign = true;
                atWord |= opens(before) || closes(next(text, i));
            } else if (c == '.') {
                point(before, next(text, i));
            } else if (c == ':') {
                colons++;
            } else if (opens(c)) {
                word(text, i + 1);
            }
        }

        private void point(char before, char after) {
            points += Character.isDigit(before) && Character.isDigit(after) ? 1 : 0;
            domain |= Character.isLetterOrDigit(before) && Character.isLetter(after);
            dotWord |= opens(before) && closes(after);
        }

        /** Most words are passed by at their first two letters. */
        private void word(String text, int start) {
            char second = (char) (next(text, start) | LOWER);
            switch (next(text, start - 1)) {
                case 'a', 'A' ->
                    atWord |= (second == 't' || second == 'r' || second == 'p') && any(text, start, AT_WORDS);
                case 'd', 'D' -> dotWord |= second == 'o' && any(text, start, "dot");
                case 'p', 'P' -> dotWord |= (second == 'u' || second == 'o') && any(text, start, DOT_WORDS);
                case 'k', 'K' -> dotWord |= second == 'r' && any(text, start, "kropka");
                case 'ä', 'Ä' -> atWord |= second == 't' && any(text, start, "ät");
                case 'm', 'M' -> atWord |= second == 'a' && any(text, start, "małpa", "malpa");
                case 'c', 'C' -> atWord |= second == 'h' && any(text, start, "chiocciola");
                default -> {}
            }
        }

        private Glance glance() {
            boolean spelled = ((atWord || sign) && dotWord) || (atWord && domain);
            return new Glance(digits, most, sign, points, colons, spelled);
        }

        private static boolean any(String text, int start, String... words) {
            for (String word : words) {
                if (text.regionMatches(true, start, word, 0, word.length())
                        && closes(next(text, start + word.length() - 1))) {
                    return true;
                }
            }
            return false;
        }

        private static char next(String text, int i) {
            return i + 1 < text.length() ? text.charAt(i + 1) : ' ';
        }
    }
}
