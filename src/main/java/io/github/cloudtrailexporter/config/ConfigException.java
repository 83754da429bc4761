package io.github.cloudtrailexporter.config;

import java.util.List;
import java.util.stream.Collectors;

/** A file that is not to be used, with everything that is wrong with it, in the order of the file. */
public final class ConfigException extends Exception {

    private static final long serialVersionUID = 1L;

    /** A generated file may be wrong in a thousand places; nobody reads more than these. */
    private static final int SHOWN = 50;

    private final transient List<Problem> problems;

    ConfigException(List<Problem> problems) {
        super(render(problems));
        this.problems = List.copyOf(problems);
    }

    ConfigException(Problem problem) {
        this(List.of(problem));
    }

    /** All of them, never empty. */
    public List<Problem> problems() {
        return problems;
    }

    private static String render(List<Problem> problems) {
        String shown = problems.stream().limit(SHOWN).map(Problem::toString).collect(Collectors.joining("\n"));
        return problems.size() <= SHOWN ? shown : shown + "\n... and " + (problems.size() - SHOWN) + " more problems";
    }
}
