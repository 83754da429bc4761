package io.github.cloudtrailexporter.config;

import io.github.cloudtrailexporter.config.ConfigException.Problem;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of one file, and its lines. A byte order mark is removed, CRLF is accepted as the end of a line. */
final class Source {

    /** Enough for thousands of trails. */
    static final int MAX_BYTES = 1 << 20;

    static final String TOO_LARGE = "is larger than 1 MiB, which is the limit";

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    // What YAML forbids, and line separators that few editors display as such, so that line numbers would differ.
    private static final Pattern FORBIDDEN =
            Pattern.compile("[\\p{Cc}&&[^\\t]]|[\\p{Cs}\\uFEFF\\uFFFE\\uFFFF\\u2028\\u2029]|^ *\\t");

    private final String name;
    private final String text;
    private final List<String> lines;

    Source(String name, String text) {
        this.name = name;
        this.text = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        this.lines = List.of(this.text.split("\r?\n", -1));
    }

    String name() {
        return name;
    }

    String text() {
        return text;
    }

    int lineCount() {
        return lines.size();
    }

    /** The line of this number, counted from 1; empty past the end. */
    String line(int number) {
        return number <= lines.size() ? lines.get(number - 1) : "";
    }

    /**
     * Checks the text before it is parsed: its size, and characters that no configuration needs. Reports one problem per
     * line, because a binary file would have very many.
     */
    void check(Problems problems) throws ConfigException {
        if (text.length() > MAX_BYTES) {
            throw new ConfigException(Problem.ofFile(name, TOO_LARGE));
        }
        for (int number = 1; number <= lines.size(); number++) {
            check(line(number), number, problems);
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

    /**
     * A range of a file. Lines and columns count from 1, columns in code points; the end is just past the last character.
     */
    record Place(int line, int column, int endLine, int endColumn) {

        static final Place START = new Place(1, 1, 1, 2);

        /** A range within one line. */
        static Place within(int line, int column, int length) {
            return new Place(line, column, line, column + length);
        }
    }
}
