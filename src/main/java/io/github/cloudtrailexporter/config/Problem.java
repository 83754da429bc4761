package io.github.cloudtrailexporter.config;

/**
 * One thing that is wrong with a file.
 *
 * @param file as the reader was given it
 * @param line from 1; 0 if the file as a whole is wrong
 * @param column from 1, in code points; 0 if the file as a whole is wrong
 * @param message what is wrong and what was expected; without secrets and without values of environment variables
 * @param excerpt the line of the file with a mark under the place; empty if the file as a whole is wrong
 */
public record Problem(String file, int line, int column, String message, String excerpt) {

    /** The problem of a file that could not be read at all. */
    static Problem ofFile(String file, String message) {
        return new Problem(file, 0, 0, message, "");
    }

    /** {@code file:line:column: message}, and the excerpt below it. */
    @Override
    public String toString() {
        String where = line == 0 ? file : file + ":" + line + ":" + column;
        return where + ": " + message + (excerpt.isEmpty() ? "" : "\n" + excerpt);
    }
}
