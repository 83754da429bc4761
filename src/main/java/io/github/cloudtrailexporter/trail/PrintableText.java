package io.github.cloudtrailexporter.trail;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes text from outside safe for a terminal, a log line or a message: it cannot move the cursor or end the line. */
public final class PrintableText {

    private static final int LONGEST = 80;

    /** Control and format characters, lone surrogates and the ends of lines. */
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

    private static final Pattern INVISIBLE = Pattern.compile("[\\p{C}\\p{Z}&&[^ ]]");
    private static final Pattern NOT_ASCII_OR_BACKSLASH = Pattern.compile("[^ -~]|\\\\");

    private PrintableText() {}

    /** The same text with U+FFFD in place of each character that is not printable. */
    public static String of(String text) {
        return UNPRINTABLE.matcher(text).replaceAll("\uFFFD");
    }

    /**
     * The text as one line of printable ASCII, in which everything else is escaped. A text that is such a line already
     * stays as it is.
     *
     * @param longest the most characters of the result; a text that was shortened ends in {@code ...}
     */
    public static String line(String text, int longest) {
        String line = text.matches("[ -~]*")
                ? text
                : NOT_ASCII_OR_BACKSLASH
                        .matcher(text)
                        .replaceAll(found -> Matcher.quoteReplacement(ascii(found.group())));
        return line.length() > longest - 3 ? line.substring(0, longest - 3) + "..." : line;
    }

    private static String ascii(String character) {
        return switch (character) {
            case "\n" -> "\\n";
            case "\r" -> "\\r";
            case "\t" -> "\\t";
            case "\\" -> "\\\\";
            default -> String.format(Locale.ROOT, "\\u%04x", character.codePointAt(0));
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
