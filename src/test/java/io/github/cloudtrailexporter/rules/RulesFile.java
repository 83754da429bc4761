package io.github.cloudtrailexporter.rules;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The rules of a file, in its order. */
record RulesFile(List<Rule> rules) {

    static final Path SHIPPED = Path.of("prometheus", "cloudtrail.rules.yml");

    static RulesFile shipped() {
        return read(SHIPPED);
    }

    static RulesFile read(Path file) {
        List<Rule> rules = new ArrayList<>();
        for (Object group : Yaml.list(Yaml.read(file).get("groups"))) {
            String name = (String) Yaml.map(group).get("name");
            for (Object rule : Yaml.list(Yaml.map(group).get("rules"))) {
                rules.add(new Rule(name, Yaml.map(rule)));
            }
        }
        return new RulesFile(List.copyOf(rules));
    }

    List<Rule> alerts() {
        return rules.stream().filter(Rule::alerts).toList();
    }

    Set<String> alertNames() {
        return alerts().stream().map(Rule::name).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The named rules and all that they build on; the other rules cannot change their result. */
    RulesFile neededFor(Set<String> names) {
        Set<Rule> needed =
                rules.stream().filter(rule -> names.contains(rule.name())).collect(Collectors.toSet());
        int before = 0;
        while (needed.size() > before) {
            before = needed.size();
            rules.stream()
                    .filter(rule -> List.copyOf(needed).stream().anyMatch(user -> user.needs(rule)))
                    .forEach(needed::add);
        }
        return new RulesFile(rules.stream().filter(needed::contains).toList());
    }

    /** The named rule and all that use its result, directly or not. */
    Set<String> builtOn(String name) {
        Set<String> names = new LinkedHashSet<>(Set.of(name));
        int before = 0;
        while (names.size() > before) {
            before = names.size();
            rules.stream()
                    .filter(rule -> rules.stream().anyMatch(other -> names.contains(other.name()) && rule.needs(other)))
                    .map(Rule::name)
                    .toList()
                    .forEach(names::add);
        }
        return names;
    }

    boolean contains(String name) {
        return rules.stream().anyMatch(rule -> rule.name().equals(name));
    }

    RulesFile replace(Rule old, Rule changed) {
        return new RulesFile(
                rules.stream().map(rule -> rule.equals(old) ? changed : rule).toList());
    }

    void write(Path file) {
        Map<String, List<Object>> groups = new LinkedHashMap<>();
        rules.forEach(rule ->
                groups.computeIfAbsent(rule.group(), name -> new ArrayList<>()).add(rule.fields()));
        Yaml.write(
                file,
                Map.of(
                        "groups",
                        groups.entrySet().stream()
                                .map(group -> Map.of("name", group.getKey(), "rules", group.getValue()))
                                .toList()));
    }
}
