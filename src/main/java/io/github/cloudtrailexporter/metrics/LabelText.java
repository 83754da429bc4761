package io.github.cloudtrailexporter.metrics;

import io.github.cloudtrailexporter.trail.PrintableText;

/**
 * Text from outside, made fit to be a label value. simpleclient escapes backslash, quote and line feed only; a carriage
 * return, a NUL or half a surrogate pair would reach the page, and so would five megabytes.
 */
final class LabelText {

    /** The longest value: an ARN of a log group with the longest name has some 600 characters. */
    static final int MAX_LENGTH = 640;

    private static final char REPLACEMENT = '\uFFFD';

    private LabelText() {}

    /** The text with every control character and lone surrogate replaced by U+FFFD, cut at {@link #MAX_LENGTH}. */
    static String clean(String text) {
        if (isPlain(text)) {
            return text;
        }
        StringBuilder clean = new StringBuilder(Math.min(text.length(), MAX_LENGTH));
        text.codePoints().limit(MAX_LENGTH).forEach(c -> clean.appendCodePoint(isAllowed(c) ? c : REPLACEMENT));
        return clean.toString();
    }

    private static boolean isPlain(String text) {
        if (text.length() > MAX_LENGTH) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~') {
                return false;
            }
        }
        return true;
    }

    /** Format characters stay, because names such as that of an account may contain them. */
    private static boolean isAllowed(int codePoint) {
        return PrintableText.isPrintable(codePoint) || Character.getType(codePoint) == Character.FORMAT;
    }
}
