package io.github.cloudtrailexporter.trail;

import java.util.Locale;
import java.util.regex.Pattern;

/** Makes text from outside safe for a terminal, a log line or a message: it cannot move the cursor or end the line. */
public final class PrintableText {

    private static final int LONGEST = 80;
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{C}\\p{Z}&&[^ ]]");

    private PrintableText() {}

    /** The same text with U+FFFD in place of each character that is not printable. */
    public static String of(String text) {
        return text.codePoints()
                .map(c -> isPrintable(c) ? c : '\uFFFD')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /**
     * The text as one line of printable ASCII, in which everything else is escaped.
     *
     * @param longest the most characters of the result; a text that was shortened ends in {@code ...}
     */
    public static String line(String text, int longest) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            String next = ascii(text.charAt(i));
            if (line.length() + next.length() > longest - 3) {
                return line.append("...").toString();
            }
            line.append(next);
        }
        return line.toString();
    }

    /** Whether the text is one line of printable ASCII already, of at most this many characters. */
    static boolean isLine(String text, int longest) {
        return text.length() <= longest && text.chars().allMatch(c -> c >= ' ' && c <= '~');
    }

    private static String ascii(char c) {
        return switch (c) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            case '\\' -> "\\\\";
            default -> c >= ' ' && c <= '~' ? String.valueOf(c) : String.format(Locale.ROOT, "\\u%04x", (int) c);
        };
    }

    /** Whether the code point is neither a control or format character, nor a lone surrogate, nor the end of a line. */
    public static boolean isPrintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.SURROGATE,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    /** The text in quotes, for a message: at most 80 characters, invisible ones as {@code \\u00A0}. */
    public static String quoted(String text) {
        return "\"" + escaped(text) + "\"";
    }

    /** The same without quotes. */
    public static String escaped(String text) {
        int length = text.codePointCount(0, text.length());
        String shown = length <= LONGEST ? text : text.substring(0, text.offsetByCodePoints(0, LONGEST)) + "…";
        return INVISIBLE
                .matcher(shown)
                .replaceAll(found -> "\\\\u"
                        + String.format(Locale.ROOT, "%04X", found.group().codePointAt(0)));
    }

    /** Whether the text is not blank, has no space at either end and no invisible character. */
    public static boolean isPlain(String text) {
        return !text.isBlank()
                && text.equals(text.strip())
                && !INVISIBLE.matcher(text).find();
    }
}
