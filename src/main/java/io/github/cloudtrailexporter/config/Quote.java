package io.github.cloudtrailexporter.config;

import java.util.Locale;
import java.util.regex.Pattern;

/** Text of a file as it may stand in a message: in quotes, not too long, and with everything invisible made visible. */
final class Quote {

    private static final int LONGEST = 80;

    private static final Pattern INVISIBLE = Pattern.compile("[\\p{C}\\p{Z}&&[^ ]]");

    private Quote() {}

    static String of(String text) {
        return "\"" + bare(text) + "\"";
    }

    /** The same without quotes. */
    static String bare(String text) {
        int length = text.codePointCount(0, text.length());
        String shown = length <= LONGEST ? text : text.substring(0, text.offsetByCodePoints(0, LONGEST)) + "…";
        return INVISIBLE.matcher(shown).replaceAll(found -> escape(found.group().codePointAt(0)));
    }

    /** Whether there is something to see and nothing that cannot be seen. */
    static boolean isPlain(String text) {
        return !text.isBlank()
                && text.equals(text.strip())
                && !INVISIBLE.matcher(text).find();
    }

    private static String escape(int codePoint) {
        return "\\\\u" + String.format(Locale.ROOT, "%04X", codePoint);
    }
}
