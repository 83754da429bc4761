package io.github.cloudtrailexporter.config;

import java.util.List;
import java.util.stream.Collectors;

/** A file that is not to be used, with what is wrong with it, in the order of the file. */
public final class ConfigException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    ConfigException(Problem problem) {
        this(List.of(problem), 0);
    }

    /** @param more how many problems are left out */
    ConfigException(List<Problem> problems, int more) {
        super(render(problems) + (more == 0 ? "" : "\n... and " + more + " more problems"));
        this.problems = List.copyOf(problems);
    }

    /** Never empty; all of them, unless there are more than anybody would read. */
    public List<Problem> problems() {
        return problems;
    }

    private static String render(List<Problem> problems) {
        return problems.stream().map(Problem::toString).collect(Collectors.joining("\n"));
    }
}
