package dev.atelier.text;

import java.util.List;

/**
 * How BLEU takes a text apart: sacrebleu 2.6.0's tokenizers of the same names ({@code sacrebleu/tokenizers/}), equal on any text.
 * Time and memory grow with the length of the text and no faster.
 */
public enum BleuTokeniser {
    /** mteval-v13a: ASCII punctuation apart; points and commas unless digits stand on both sides. */
    MTEVAL_13A("13a") {
        @Override
        String spaced(String text) {
            String line = text.replace("<skipped>", "").replace("-\n", "").replace('\n', ' ');
            line = line.replace("&quot;", "\"")
                    .replace("&amp;", "&")
                    .replace("&lt;", "<")
                    .replace("&gt;", ">");
            return western(" " + line + " ");
        }
    },
    /** mteval-v14 international: all punctuation and symbols of Unicode apart, unless digits stand on both sides. */
    INTL("intl") {
        @Override
        String spaced(String text) {
            return new Spacing(text)
                    .behind(c -> !UnicodeClasses.NUMBERS.get(c), UnicodeClasses.PUNCTUATION::get)
                    .before(UnicodeClasses.PUNCTUATION::get, c -> !UnicodeClasses.NUMBERS.get(c))
                    .around(UnicodeClasses.SYMBOLS::get)
                    .toString();
        }
    },
    /** Each Chinese character apart, the rest as 13a does it. */
    ZH("zh") {
        @Override
        String spaced(String text) {
            return western(new Spacing(text).around(BleuTokeniser::isChinese).toString());
        }
    },
    /** Each character apart. */
    CHAR("char") {
        @Override
        String spaced(String text) {
            return new Spacing(text).around(c -> true).toString();
        }
    },
    /** As it stands, parted at white space. */
    NONE("none") {
        @Override
        String spaced(String text) {
            return text;
        }
    };

    /**
     * First and last code point of each range that sacrebleu's {@code zh} counts as Chinese. Its first range was meant to be
     * U+20000 to U+2A6D6 and the second U+2F800 to U+2FA1D; the way it writes them they begin behind U+2000 and U+2F80, so dashes,
     * curly quotation marks, arrows and the euro stand apart too. Nothing above U+FFFF does.
     */
    private static final int[][] CHINESE = {
        {0x2001, 0x2A6D},
        {0x2F81, 0x2FA1},
        {0x3400, 0x4DB5},
        {0x4E00, 0x9FA5},
        {0x9FA6, 0x9FBB},
        {0xF900, 0xFA2D},
        {0xFA30, 0xFA6A},
        {0xFA70, 0xFAD9},
        {0xFF00, 0xFFEF},
        {0x2E80, 0x2EFF},
        {0x3000, 0x303F},
        {0x31C0, 0x31EF},
        {0x2F00, 0x2FDF},
        {0x2FF0, 0x2FFF},
        {0x3100, 0x312F},
        {0x31A0, 0x31BF},
        {0xFE10, 0xFE1F},
        {0xFE30, 0xFE4F},
        {0x2600, 0x26FF},
        {0x2700, 0x27BF},
        {0x3200, 0x32FF},
        {0x3300, 0x33FF}
    };

    private final String word;

    BleuTokeniser(String word) {
        this.word = word;
    }

    abstract String spaced(String text);

    /** The tokens in order. */
    List<String> tokens(String text) {
        return WhiteSpace.split(spaced(WhiteSpace.stripEnd(text)));
    }

    /** tokenizer_re.py: the four substitutions of mteval-v13a. */
    private static String western(String text) {
        return new Spacing(text)
                .around(BleuTokeniser::isAsciiMark)
                .behind(c -> !isDigit(c), c -> c == '.' || c == ',')
                .before(c -> c == '.' || c == ',', c -> !isDigit(c))
                .behind(BleuTokeniser::isDigit, c -> c == '-')
                .toString();
    }

    /** ASCII punctuation, symbols and the blank; without apostrophe, comma, hyphen and point. */
    private static boolean isAsciiMark(int c) {
        return (c >= '{' && c <= '~')
                || (c >= '[' && c <= '`')
                || (c >= ' ' && c <= '&')
                || (c >= '(' && c <= '+')
                || (c >= ':' && c <= '@')
                || c == '/';
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isChinese(int c) {
        for (int[] range : CHINESE) {
            if (c >= range[0] && c <= range[1]) {
                return true;
            }
        }
        return false;
    }

    /** As it stands in configurations and signatures: {@code 13a}. */
    public String word() {
        return word;
    }

    @Override
    public String toString() {
        return word;
    }
}
