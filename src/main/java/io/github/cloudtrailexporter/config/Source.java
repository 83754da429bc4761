package io.github.cloudtrailexporter.config;

import java.util.List;

/** The text of one file, and its lines. A byte order mark is dropped, CRLF is a line end like any other. */
final class Source {

    /** Room for thousands of trails; what is larger is another kind of file. */
    static final int MAX_BYTES = 1 << 20;

    static final String TOO_LARGE = "is larger than 1 MiB, which is the most that is read";

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
}
