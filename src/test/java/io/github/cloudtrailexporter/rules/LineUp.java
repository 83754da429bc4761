package io.github.cloudtrailexporter.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Many mutants in one run of promtool, side by side, because most of a run goes into what is the same for all of them.
 *
 * @param promtool the program
 * @param rules those that are shipped
 */
record LineUp(Tool promtool, RulesFile rules) {

    /** The suspects that promtool cannot even load. */
    Set<Suspect> refused(List<Suspect> suspects) {
        Set<Suspect> refused = new LinkedHashSet<>();
        List<Suspect> left = suspects;
        Set<Suspect> found;
        do {
            found = marked(
                    left, RuleTests.check(promtool, with(left, name -> true)).orElse(""));
            refused.addAll(found);
            left = without(left, found);
        } while (!found.isEmpty());
        return refused;
    }

    /** The suspects that the tests notice. A rule that cannot be evaluated ends a test, so the others try again. */
    Set<Suspect> noticed(RuleTests tests, List<Suspect> suspects) {
        Set<Suspect> noticed = new LinkedHashSet<>();
        List<Suspect> left = suspects;
        boolean interrupted = true;
        while (interrupted && !left.isEmpty()) {
            Optional<String> complaints = askedFor(tests, left).run(promtool, with(left, tests::name));
            Set<Suspect> found = marked(left, complaints.orElse(""));
            if (complaints.isPresent() && found.isEmpty()) {
                throw new IllegalStateException("promtool complains of something else: " + complaints.get());
            }
            noticed.addAll(found);
            left = without(left, found);
            interrupted = complaints.filter(text -> text.contains(", err: ")).isPresent();
        }
        return noticed;
    }

    private static Set<Suspect> marked(List<Suspect> suspects, String complaints) {
        Set<Integer> numbers = Suspect.MARK
                .matcher(complaints)
                .results()
                .map(found -> Integer.valueOf(found.group(1)))
                .collect(Collectors.toCollection(TreeSet::new));
        return suspects.stream()
                .filter(suspect -> numbers.contains(suspect.number()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    static List<Suspect> without(List<Suspect> suspects, Set<Suspect> found) {
        return suspects.stream().filter(suspect -> !found.contains(suspect)).toList();
    }

    /**
     * The rules with a copy for each suspect. Each copy follows its original, so that it sees what the original sees.
     *
     * @param asked whether somebody asks for a rule of that name; what only others build on is left out
     */
    private RulesFile with(List<Suspect> suspects, Predicate<String> asked) {
        Set<String> names = suspects.stream()
                .flatMap(suspect -> suspect.names().stream())
                .filter(asked)
                .collect(Collectors.toCollection(TreeSet::new));
        return new RulesFile(rules.neededFor(names).rules().stream()
                .flatMap(rule -> Stream.concat(
                        Stream.of(rule), suspects.stream().flatMap(suspect -> suspect.copy(rule).stream())))
                .toList());
    }

    /** The tests with the checks of the suspects in the place of their own. */
    private static RuleTests askedFor(RuleTests tests, List<Suspect> suspects) {
        List<Object> stories = new ArrayList<>();
        for (Object story : tests.stories()) {
            Map<String, Object> test = new LinkedHashMap<>(Yaml.map(story));
            List<Object> alerts = suspects.stream()
                    .flatMap(suspect -> suspect.alertChecks(Yaml.map(story)))
                    .toList();
            List<Object> queries = suspects.stream()
                    .flatMap(suspect -> suspect.queryChecks(Yaml.map(story)))
                    .toList();
            test.put("alert_rule_test", alerts);
            test.put("promql_expr_test", queries);
            if (!alerts.isEmpty() || !queries.isEmpty()) {
                stories.add(test);
            }
        }
        return new RuleTests(tests.file(), tests.header(), stories, tests.alerts());
    }
}
