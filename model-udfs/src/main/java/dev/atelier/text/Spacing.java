package dev.atelier.text;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * Text into which blanks are put, pass after pass, as a chain of {@code re.sub} does it: each pass goes once from left to right
 * over whole code points, and what it has replaced it does not look at again.
 */
final class Spacing {
    private int[] text;

    Spacing(String text) {
        this.text = text.codePoints().toArray();
    }

    /** A blank before and behind each such character. */
    Spacing around(IntPredicate which) {
        Written out = new Written(3 * text.length);
        for (int c : text) {
            if (which.test(c)) {
                out.add(' ').add(c).add(' ');
            } else {
                out.add(c);
            }
        }
        return then(out);
    }

    /** A blank between and one behind: {@code ab} to {@code a b_}. */
    Spacing behind(IntPredicate first, IntPredicate second) {
        return pairs(first, second, false);
    }

    /** A blank before and one between: {@code ab} to {@code _a b}. */
    Spacing before(IntPredicate first, IntPredicate second) {
        return pairs(first, second, true);
    }

    private Spacing pairs(IntPredicate first, IntPredicate second, boolean blankBefore) {
        Written out = new Written(2 * text.length);
        int i = 0;
        while (i < text.length) {
            if (i + 1 == text.length || !first.test(text[i]) || !second.test(text[i + 1])) {
                out.add(text[i++]);
            } else if (blankBefore) {
                out.add(' ').add(text[i++]).add(' ').add(text[i++]);
            } else {
                out.add(text[i++]).add(' ').add(text[i++]).add(' ');
            }
        }
        return then(out);
    }

    private Spacing then(Written out) {
        text = Arrays.copyOf(out.codePoints, out.length);
        return this;
    }

    @Override
    public String toString() {
        return new String(text, 0, text.length);
    }

    /** Code points one behind the other. */
    private static final class Written {
        private final int[] codePoints;
        private int length;

        Written(int most) {
            codePoints = new int[most];
        }

        Written add(int codePoint) {
            codePoints[length++] = codePoint;
            return this;
        }
    }
}
