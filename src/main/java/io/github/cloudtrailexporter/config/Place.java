package io.github.cloudtrailexporter.config;

/**
 * A stretch of a file. Lines and columns count from 1, columns in code points; the end is just past the last character.
 */
record Place(int line, int column, int endLine, int endColumn) {

    static final Place START = new Place(1, 1, 1, 2);

    /** A stretch within one line. */
    static Place within(int line, int column, int length) {
        return new Place(line, column, line, column + length);
    }
}
