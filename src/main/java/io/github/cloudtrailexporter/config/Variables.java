package io.github.cloudtrailexporter.config;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces <code>${NAME}</code> in values by environment variables; {@code $$} stands for one {@code $}. The value of a
 * variable is not expanded again, and never shown.
 */
record Variables(Pattern pattern, Map<String, String> environment) {

    private static final Pattern DOLLAR = Pattern.compile("\\$\\$|\\$\\{(?:([A-Za-z_][A-Za-z0-9_]*)})?");

    /** For file formats without variables: a {@code $} is a {@code $}. */
    static final Variables NONE = new Variables(Pattern.compile("(?!)"), Map.of());

    Variables(Map<String, String> environment) {
        this(DOLLAR, environment);
    }

    List<String> names(String text) {
        return pattern.matcher(text)
                .results()
                .map(found -> found.group(1))
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    /** Why the variables in a text cannot be replaced; empty if they can. */
    List<String> problems(String text) {
        return pattern.matcher(text)
                .results()
                .filter(found -> !found.group().equals("$$"))
                .map(this::problem)
                .filter(problem -> !problem.isEmpty())
                .distinct()
                .toList();
    }

    private String problem(MatchResult variable) {
        String name = variable.group(1);
        if (name == null) {
            return "expected ${NAME} with letters, digits and _ in the name; a literal ${ is written $${";
        }
        String unset = "the environment variable \"" + name + "\" is not set; a literal ${ is written $${";
        return environment.containsKey(name) ? "" : unset;
    }

    /** The text with its variables replaced, which must not have problems. */
    String fill(String text) {
        return pattern.matcher(text)
                .replaceAll(found ->
                        Matcher.quoteReplacement(found.group(1) == null ? "$" : environment.get(found.group(1))));
    }
}
