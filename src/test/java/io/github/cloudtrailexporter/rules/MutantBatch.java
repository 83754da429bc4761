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
 * Many mutants in one run of promtool, because most of the time of a run is the same for all of them.
 *
 * @param promtool the program
 * @param rules the shipped rules
 */
record MutantBatch(Tool promtool, RulesFile rules) {

    /** The mutants that promtool cannot load. */
    Set<MutantCopy> invalid(List<MutantCopy> copies) {
        Set<MutantCopy> invalid = new LinkedHashSet<>();
        List<MutantCopy> left = copies;
        Set<MutantCopy> found;
        do {
            found = reported(
                    left, RuleTests.check(promtool, with(left, name -> true)).orElse(""));
            invalid.addAll(found);
            left = without(left, found);
        } while (!found.isEmpty());
        return invalid;
    }

    /** The mutants that the tests detect. A rule that cannot be evaluated ends a test, so the others are run again. */
    Set<MutantCopy> killed(RuleTests tests, List<MutantCopy> copies) {
        Set<MutantCopy> killed = new LinkedHashSet<>();
        List<MutantCopy> left = copies;
        boolean interrupted = true;
        while (interrupted && !left.isEmpty()) {
            Optional<String> failures = withChecksOf(tests, left).run(promtool, with(left, tests::mentions));
            Set<MutantCopy> found = reported(left, failures.orElse(""));
            if (failures.isPresent() && found.isEmpty()) {
                throw new IllegalStateException("promtool reports another failure: " + failures.get());
            }
            killed.addAll(found);
            left = without(left, found);
            interrupted = failures.filter(text -> text.contains(", err: ")).isPresent();
        }
        return killed;
    }

    private static Set<MutantCopy> reported(List<MutantCopy> copies, String failures) {
        Set<Integer> numbers = MutantCopy.MARK
                .matcher(failures)
                .results()
                .map(found -> Integer.valueOf(found.group(1)))
                .collect(Collectors.toCollection(TreeSet::new));
        return copies.stream()
                .filter(copy -> numbers.contains(copy.number()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    static List<MutantCopy> without(List<MutantCopy> copies, Set<MutantCopy> found) {
        return copies.stream().filter(copy -> !found.contains(copy)).toList();
    }

    /**
     * The rules with the copies. Each copy follows its original, so that it is evaluated on the same series.
     *
     * @param wanted whether a check uses the rule of that name; the copies of other rules are left out
     */
    private RulesFile with(List<MutantCopy> copies, Predicate<String> wanted) {
        Set<String> names = copies.stream()
                .flatMap(copy -> copy.names().stream())
                .filter(wanted)
                .collect(Collectors.toCollection(TreeSet::new));
        return new RulesFile(rules.neededFor(names).rules().stream()
                .flatMap(rule ->
                        Stream.concat(Stream.of(rule), copies.stream().flatMap(copy -> copy.copyOf(rule).stream())))
                .toList());
    }

    /** The tests with the checks of the copies instead of their own. */
    private static RuleTests withChecksOf(RuleTests tests, List<MutantCopy> copies) {
        List<Object> cases = new ArrayList<>();
        for (Object testCase : tests.cases()) {
            Map<String, Object> test = new LinkedHashMap<>(Yaml.map(testCase));
            List<Object> alerts = copies.stream()
                    .flatMap(copy -> copy.alertChecks(Yaml.map(testCase)))
                    .toList();
            List<Object> queries = copies.stream()
                    .flatMap(copy -> copy.queryChecks(Yaml.map(testCase)))
                    .toList();
            test.put("alert_rule_test", alerts);
            test.put("promql_expr_test", queries);
            if (!alerts.isEmpty() || !queries.isEmpty()) {
                cases.add(test);
            }
        }
        return new RuleTests(tests.file(), tests.header(), cases, tests.alerts());
    }
}
