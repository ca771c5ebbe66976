package dev.atelier.personal;

import java.util.regex.Pattern;

/** {@code [email]}: addresses with an @. */
record Emails() implements Mask {
    private static final Pattern EMAIL =
            Pattern.compile("[\\p{L}\\p{N}._%+-]{1,64}@(?:[\\p{L}\\p{N}-]{1,63}+\\.){1,8}\\p{L}{2,24}");

    @Override
    public String apply(String label, String text, Glance seen) {
        return seen.sign() ? EMAIL.matcher(text).replaceAll("[email]") : text;
    }
}
