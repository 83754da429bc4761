package io.github.cloudtrailexporter.config;

import java.util.List;

/** Rejects a file, with everything that is wrong with it in the order of the file. */
public final class ConfigException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    ConfigException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /**
     * The problems, at least one; of a file with very many only the first, and how many there are more. Each is {@code
     * file:line:column: message} and the line of the file with a mark under the place, or {@code file: message} if the file
     * as a whole is wrong. Without secrets and without values of environment variables.
     */
    public List<String> problems() {
        return problems;
    }
}
