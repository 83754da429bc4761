package io.github.cloudtrailexporter.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The rule tests are worth something: of the slips that one can make in a rule, they notice nearly all. */
@Tag("mutants")
class RuleMutantsTest {

    private static final double NOTICED = 0.9;

    @Test
    void ruleTestsNoticeSlipsInTheRules() {
        Tool promtool = Tool.require("promtool");
        RulesFile rules = RulesFile.shipped();

        Map<RuleTests, RulesFile> tests = new LinkedHashMap<>();
        RuleTests.shipped().stream()
                .filter(test -> !test.aboutAll())
                .sorted(Comparator.comparingInt(RuleTests::steps))
                .forEach(test -> tests.put(test, test.needed(rules)));

        List<Rule> inAnyOrder = new ArrayList<>(rules.rules());
        Collections.shuffle(inAnyOrder, new Random(1));
        List<Mutant> survivors = inAnyOrder.parallelStream()
                .flatMap(rule -> survivors(promtool, rule, tests).stream())
                .toList();

        int all =
                rules.rules().stream().mapToInt(rule -> Mutant.of(rule).size()).sum();
        System.out.printf("Rule tests notice %d of %d slips.%n", all - survivors.size(), all);
        assertThat(survivors).hasSizeLessThanOrEqualTo((int) (all * (1 - NOTICED)));
    }

    private static List<Mutant> survivors(Tool promtool, Rule rule, Map<RuleTests, RulesFile> tests) {
        List<RuleTests> order = new ArrayList<>();
        tests.forEach((test, rules) -> {
            if (rules.rules().contains(rule)) {
                order.add(test);
            }
        });
        List<Mutant> survivors = Mutant.of(rule).stream()
                .filter(mutant -> !noticed(promtool, mutant, order, tests))
                .toList();
        survivors.forEach(survivor -> System.out.println("  not noticed: " + survivor));
        return survivors;
    }

    /** A test that notices is asked first the next time: it is likely to notice the rule's other slips, too. */
    private static boolean noticed(
            Tool promtool, Mutant mutant, List<RuleTests> order, Map<RuleTests, RulesFile> tests) {
        for (RuleTests test : List.copyOf(order)) {
            RulesFile changed = tests.get(test).replace(mutant.original(), mutant.changed());
            if (test.run(promtool, changed).isPresent()) {
                order.remove(test);
                order.add(0, test);
                return true;
            }
        }
        return false;
    }
}
