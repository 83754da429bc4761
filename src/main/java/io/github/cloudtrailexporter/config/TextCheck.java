package io.github.cloudtrailexporter.config;

import io.github.cloudtrailexporter.config.ConfigException.Problem;
import io.github.cloudtrailexporter.config.Source.Place;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks the text before it is parsed: its size, and characters that no configuration needs. */
final class TextCheck {

    // What YAML forbids, and line separators that few editors display as such, so that line numbers would differ.
    private static final Pattern FORBIDDEN =
            Pattern.compile("[\\p{Cc}&&[^\\t]]|[\\p{Cs}\\uFEFF\\uFFFE\\uFFFF\\u2028\\u2029]|^ *\\t");

    private TextCheck() {}

    /** Reports one problem per line, because a binary file would have very many. */
    static void check(Source source, Problems problems) throws ConfigException {
        if (source.text().length() > Source.MAX_BYTES) {
            throw new ConfigException(Problem.ofFile(source.name(), Source.TOO_LARGE));
        }
        for (int number = 1; number <= source.lineCount(); number++) {
            check(source.line(number), number, problems);
        }
        problems.throwIfAny();
    }

    private static void check(String line, int number, Problems problems) {
        Matcher matcher = FORBIDDEN.matcher(line);
        if (matcher.find()) {
            int at = matcher.end() - 1;
            String message = line.charAt(at) == '\t'
                    ? "a tab in the indentation; YAML is indented with spaces"
                    : "the character U+%04X does not belong in a configuration file".formatted((int) line.charAt(at));
            problems.addUnread(Place.within(number, line.codePointCount(0, at) + 1, 1), message);
        }
    }
}
