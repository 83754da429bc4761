package io.github.cloudtrailexporter.config;

import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which values of a file may never be shown.
 *
 * @param keys tells by the key of a value and the key of the mapping around it, where the file could be read
 * @param look tells by the look of a line, where it could not; the secret begins where the match ends
 */
record Secrets(BiPredicate<String, String> keys, Pattern look) {

    static final Secrets OF_CONFIG =
            new Secrets((parent, key) -> key.equals("external_id"), Pattern.compile("external_?id\\W*"));

    // In a web configuration that cannot be read, any value may be a password.
    static final Secrets OF_WEB_CONFIG = new Secrets(
            (parent, key) -> parent.equals("basic_auth_users") || key.equals("key"), Pattern.compile(":\\s*"));

    private static final Pattern KEY = Pattern.compile("[\\w.-]+[\"']?\\s*:(\\s|$)");

    /** What to hide of a line when nobody can say where the values begin and end: nothing is an empty place. */
    Place unread(Source source, int line) {
        int owner = line;
        while (owner > 1 && !KEY.matcher(source.line(owner)).find()) {
            owner--;
        }
        String text = source.line(owner);
        Matcher matcher = look.matcher(text);
        if (!matcher.find()) {
            return Place.within(line, 1, 0);
        }
        int column = owner == line ? text.codePointCount(0, matcher.end()) + 1 : 1;
        return Place.within(line, column, Source.MAX_BYTES);
    }
}
