package io.github.cloudtrailexporter.rules;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A mutant under its own names, with the rules that build on it and the checks that use these names. So one rules file can
 * contain the original and many mutants.
 *
 * @param number distinguishes it from the others; part of its names
 * @param names of the mutated rule and of all rules that use its result
 * @param named matches one of these names in a text
 */
record MutantCopy(int number, Mutant mutant, Set<String> names, Pattern named) {

    /** Failures that promtool reports for a rule or a check of a copy contain its number. */
    static final Pattern MARK = Pattern.compile("_mutant(\\d+)_");

    static MutantCopy of(int number, Mutant mutant, RulesFile rules) {
        Set<String> names = rules.builtOn(mutant.original().name());
        String alternatives = names.stream().map(Pattern::quote).collect(Collectors.joining("|"));
        return new MutantCopy(number, mutant, names, Pattern.compile("(?<![\\w:/])(?:" + alternatives + ")(?![\\w:])"));
    }

    /** The rule under its other name, with the change if it is the mutated one. */
    Optional<Rule> copyOf(Rule rule) {
        if (!names.contains(rule.name())) {
            return Optional.empty();
        }
        Rule source = rule.equals(mutant.original()) ? mutant.changed() : rule;
        Map<String, Object> fields = new LinkedHashMap<>(source.fields());
        fields.put(rule.alerts() ? "alert" : "record", renamed(rule.name()));
        fields.put("expr", renamed(source.expr()));
        if (fields.containsKey("annotations")) {
            fields.put("annotations", annotations(source));
        }
        return Optional.of(new Rule(rule.group(), fields));
    }

    /** In texts the name of an alert is only a word, while the name of a recorded series is part of a query. */
    private Map<String, Object> annotations(Rule rule) {
        Map<String, Object> changed = new LinkedHashMap<>();
        rule.annotations()
                .forEach((name, text) -> changed.put(
                        name,
                        named.matcher((String) text)
                                .replaceAll(
                                        found -> (found.group().contains(":") ? renamed(found.group()) : found.group())
                                                .replace("$", "\\$"))));
        return changed;
    }

    /** The checks of the test that concern this mutant, with its names instead of the original ones. */
    Stream<Object> alertChecks(Map<String, Object> test) {
        return Yaml.list(test.get("alert_rule_test")).stream()
                .map(Yaml::map)
                .filter(check -> names.contains((String) check.get("alertname")))
                .map(check -> {
                    Map<String, Object> changed = new LinkedHashMap<>(check);
                    changed.put("alertname", renamed((String) check.get("alertname")));
                    return changed;
                });
    }

    /** As {@link #alertChecks}. */
    Stream<Object> queryChecks(Map<String, Object> test) {
        return Yaml.list(test.get("promql_expr_test")).stream()
                .filter(check -> named.matcher(check.toString()).find())
                .map(this::renamed);
    }

    private Object renamed(Object node) {
        if (node instanceof String text) {
            return renamed(text);
        }
        if (node instanceof List<?> list) {
            return list.stream().map(this::renamed).toList();
        }
        if (node instanceof Map<?, ?> map) {
            Map<Object, Object> changed = new LinkedHashMap<>();
            map.forEach((key, value) -> changed.put(key, renamed(value)));
            return changed;
        }
        return node;
    }

    private String renamed(String text) {
        return named.matcher(text).replaceAll("$0_mutant" + number + "_");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MutantCopy copy && copy.number == number;
    }

    @Override
    public int hashCode() {
        return number;
    }

    @Override
    public String toString() {
        return mutant.toString();
    }
}
