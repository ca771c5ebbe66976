package dev.atelier.personal;

import java.io.Serializable;

/** One kind of personal data, and what stands in its place. */
interface Mask extends Serializable {
    /**
     * The text with everything of the kind replaced by its name in brackets, such as {@code [iban]}; the same text if there is
     * none. Takes time that grows as the text does.
     *
     * @param label what the text is, such as {@code part number}: decides where no word in it does
     * @param seen what is in the text, so that most texts are passed by
     */
    String apply(String label, String text, Glance seen);
}
