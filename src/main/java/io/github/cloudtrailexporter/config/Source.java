package io.github.cloudtrailexporter.config;

import java.util.List;

/** The text of one file, and its lines. A byte order mark is removed, CRLF is accepted as the end of a line. */
final class Source {

    /** Enough for thousands of trails. */
    static final int MAX_BYTES = 1 << 20;

    static final String TOO_LARGE = "is larger than 1 MiB, which is the limit";

    private static final String BYTE_ORDER_MARK = "\uFEFF";

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
