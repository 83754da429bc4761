package io.github.cloudtrailexporter.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** The rule tests are worth something: of the slips that one can make in a rule, they notice nearly all. */
class RuleMutantsTest {

    private static final double NOTICED = 0.9;

    /** Short batches first: most slips are noticed by the first that asks for them. */
    private static final int STEPS = 150;

    private final RulesFile rules = RulesFile.shipped();
    private final List<RuleTests> tests = RuleTests.shipped(STEPS).stream()
            .sorted(Comparator.comparingInt(RuleTests::steps))
            .toList();

    @Test
    void ruleTestsNoticeSlipsInTheRules() {
        LineUp lineUp = new LineUp(Tool.require("promtool"), rules);
        List<Suspect> all = suspects();

        Set<Suspect> survivors = new LinkedHashSet<>(all);
        survivors.removeAll(lineUp.refused(all));
        Map<Suspect, Integer> asked = new LinkedHashMap<>();
        while (!round(lineUp, survivors, asked)) {}

        survivors.forEach(survivor -> System.out.println("  not noticed: " + survivor));
        System.out.printf("Rule tests notice %d of %d slips.%n", all.size() - survivors.size(), all.size());
        assertThat(survivors).hasSizeLessThanOrEqualTo((int) (all.size() * (1 - NOTICED)));
    }

    private List<Suspect> suspects() {
        List<Suspect> suspects = new ArrayList<>();
        for (Rule rule : rules.rules()) {
            for (Mutant mutant : Mutant.of(rule)) {
                suspects.add(Suspect.of(suspects.size(), mutant, rules));
            }
        }
        return suspects;
    }

    /**
     * Asks the next test about each survivor, all survivors of one test together.
     *
     * @param asked how many tests have been asked about each
     * @return whether no test is left for any
     */
    private boolean round(LineUp lineUp, Set<Suspect> survivors, Map<Suspect, Integer> asked) {
        Map<Integer, List<Suspect>> round = new LinkedHashMap<>();
        for (Suspect survivor : survivors) {
            List<Integer> order = order(survivor);
            int next = asked.merge(survivor, 1, Integer::sum) - 1;
            if (next < order.size()) {
                round.computeIfAbsent(order.get(next), any -> new ArrayList<>()).add(survivor);
            }
        }
        Set<Suspect> noticed = ConcurrentHashMap.newKeySet();
        round.entrySet().parallelStream()
                .forEach(entry -> noticed.addAll(lineUp.noticed(tests.get(entry.getKey()), entry.getValue())));
        survivors.removeAll(noticed);
        return round.isEmpty();
    }

    /** The tests that ask for it: those of its own file first, those of all rules last, otherwise the short ones first. */
    private List<Integer> order(Suspect suspect) {
        String own = suspect.mutant().original().name();
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < tests.size(); i++) {
            if (tests.get(i).asksFor(suspect)) {
                order.add(i);
            }
        }
        order.sort(Comparator.comparing((Integer i) -> tests.get(i).aboutAll())
                .thenComparing(i -> !tests.get(i).isAbout(own)));
        return order;
    }
}
