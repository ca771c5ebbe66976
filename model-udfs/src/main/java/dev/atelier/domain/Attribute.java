package dev.atelier.domain;

/** One named property of an item, such as {@code colour = red}. Names are lower case. */
public record Attribute(String name, String value) {
    public Attribute {
        Require.text(name, "attribute name");
        Require.text(value, "value of attribute " + name);
    }

    /** sha256 of name and value. */
    public String id() {
        return IdWriter.of("attribute/1")
                .text("name", name)
                .text("value", value)
                .id();
    }
}
