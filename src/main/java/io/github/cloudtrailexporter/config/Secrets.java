package io.github.cloudtrailexporter.config;

import io.github.cloudtrailexporter.config.Source.Place;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The values of a file that must never be shown.
 *
 * @param keys whether a value is secret, by the key of the mapping around it and its own key
 * @param unparsed matches a secret in a line that cannot be parsed; the secret begins at the end of the match
 */
record Secrets(BiPredicate<String, String> keys, Pattern unparsed) {

    static final Secrets OF_CONFIG =
            new Secrets((parent, key) -> key.equals("external_id"), Pattern.compile("external_?id\\W*"));

    // In a web configuration that cannot be parsed, any value may be a password.
    static final Secrets OF_WEB_CONFIG = new Secrets(
            (parent, key) -> parent.equals("basic_auth_users") || key.equals("key"), Pattern.compile(":\\s*"));

    private static final Pattern KEY = Pattern.compile("[\\w.-]+[\"']?\\s*:(\\s|$)");

    /** The place to hide in a line that cannot be parsed; empty if the line has no secret. */
    Place unread(Source source, int line) {
        int owner = line;
        while (owner > 1 && !KEY.matcher(source.line(owner)).find()) {
            owner--;
        }
        String text = source.line(owner);
        Matcher matcher = unparsed.matcher(text);
        if (!matcher.find()) {
            return Place.within(line, 1, 0);
        }
        int column = owner == line ? text.codePointCount(0, matcher.end()) + 1 : 1;
        return Place.within(line, column, Source.MAX_BYTES);
    }
}
