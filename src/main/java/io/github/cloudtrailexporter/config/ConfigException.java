package io.github.cloudtrailexporter.config;

import java.util.List;
import java.util.stream.Collectors;

/** Rejects a file, with everything that is wrong with it in the order of the file. */
public final class ConfigException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /**
     * One error in a file.
     *
     * @param file as it was given to the reader
     * @param line from 1; 0 if the file as a whole is wrong
     * @param column from 1, in code points; 0 if the file as a whole is wrong
     * @param message what is wrong and what was expected; without secrets and without values of environment variables
     * @param excerpt the line of the file with a mark under the place; empty if the file as a whole is wrong
     */
    public record Problem(String file, int line, int column, String message, String excerpt) {

        /** {@code file:line:column}. */
        String where() {
            return line == 0 ? file : file + ":" + line + ":" + column;
        }

        /** {@code file:line:column: message}, and the excerpt below it. */
        @Override
        public String toString() {
            return where() + ": " + message + (excerpt.isEmpty() ? "" : "\n" + excerpt);
        }
    }

    /** @param more the number of problems left out */
    ConfigException(List<Problem> problems, int more) {
        super(render(problems) + (more == 0 ? "" : "\n... and " + more + " more problems"));
        this.problems = List.copyOf(problems);
    }

    /** The problems, at least one; of a file with very many only the first. */
    public List<Problem> problems() {
        return problems;
    }

    private static String render(List<Problem> problems) {
        return problems.stream().map(Problem::toString).collect(Collectors.joining("\n"));
    }
}
