package dev.atelier.chat;

/** A text in the making. */
final class Joined {
    private final StringBuilder chars = new StringBuilder();
    private final StringBuilder marks = new StringBuilder();

    Joined add(Text text) {
        Budget.mayBeLong(chars.length() + text.chars().length());
        chars.append(text.chars());
        marks.append(text.marks());
        return this;
    }

    Joined add(String literal) {
        return add(Text.ofTemplate(literal));
    }

    /** Characters that all were said by one. */
    void add(String same, char mark) {
        Budget.mayBeLong(chars.length() + same.length());
        chars.append(same);
        marks.append(String.valueOf(mark).repeat(same.length()));
    }

    Text text() {
        return new Text(chars.toString(), marks.toString());
    }
}
