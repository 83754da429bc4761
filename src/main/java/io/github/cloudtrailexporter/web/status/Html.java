package io.github.cloudtrailexporter.web.status;

/** Collects a page. What is not markup of ours goes through {@link #text}, which escapes it. */
final class Html {

    private final StringBuilder out = new StringBuilder(32 * 1024);

    /** Markup of ours, as it is. */
    Html raw(String markup) {
        out.append(markup);
        return this;
    }

    /** Text of anybody, for between tags and for attributes in double quotes. */
    Html text(String text) {
        text.codePoints().forEach(this::escape);
        return this;
    }

    Html text(long number) {
        out.append(number);
        return this;
    }

    /** An element that holds nothing but text. */
    Html element(String tag, String text) {
        return raw("<").raw(tag).raw(">").text(text).raw("</").raw(nameOf(tag)).raw(">");
    }

    /** A link. */
    Html link(String address, String text) {
        return raw("<a href=\"").text(address).raw("\">").text(text).raw("</a>");
    }

    private static String nameOf(String tag) {
        int space = tag.indexOf(' ');
        return space < 0 ? tag : tag.substring(0, space);
    }

    private void escape(int codePoint) {
        switch (codePoint) {
            case '&' -> out.append("&amp;");
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;");
            case '"' -> out.append("&quot;");
            case '\'' -> out.append("&#39;");
            default -> out.appendCodePoint(Character.isISOControl(codePoint) ? ' ' : codePoint);
        }
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
