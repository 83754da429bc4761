package io.github.cloudtrailexporter.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Mutation test of the rule tests: they detect nearly all mutations of a rule. */
@Tag("nightly")
class RuleMutantsTest {

    private static final double DETECTED = 0.9;

    /** All mutations take minutes: a nightly run tries every eighth of each rule, {@code -Drules.mutants.every=1} tries all. */
    private static final int EVERY = Integer.getInteger("rules.mutants.every", 8);

    /** A regular expression of the names of the rules to mutate, for a run after a change of a few rules. */
    private static final String NAMES = System.getProperty("rules.mutants.names", ".*");

    /** Short batches first: the first batch that uses a rule detects most of its mutations. */
    private static final int STEPS = 150;

    private final RulesFile rules = RulesFile.shipped();
    private final List<RuleTests> tests = RuleTests.shipped(STEPS).stream()
            .sorted(Comparator.comparingInt(RuleTests::steps))
            .toList();

    @Test
    void ruleTestsDetectMutationsOfTheRules() throws Exception {
        MutantBatch batch = new MutantBatch(Tool.require(Generation.INSTALLED, "promtool"), rules);
        Map<Rule, List<MutantCopy>> copies = copies();

        Set<MutantCopy> survivors = new LinkedHashSet<>();
        for (Future<List<MutantCopy>> rule : allAtOnce(batch, copies)) {
            survivors.addAll(rule.get());
        }

        List<MutantCopy> unchanged = filtered(copies, false);
        List<MutantCopy> mutated = filtered(copies, true);
        List<MutantCopy> undetected =
                mutated.stream().filter(survivors::contains).toList();
        undetected.forEach(copy -> System.out.println("  not detected: " + copy));
        System.out.printf(
                "Rule tests detect %d of %d mutations; every %d. mutation was tried.%n",
                mutated.size() - undetected.size(), mutated.size(), EVERY);
        assertThat(survivors).as("unchanged rules, for which no test may fail").containsAll(unchanged);
        assertThat(undetected).hasSizeLessThanOrEqualTo((int) (mutated.size() * (1 - DETECTED)));
    }

    private Map<Rule, List<MutantCopy>> copies() {
        Map<Rule, List<MutantCopy>> copies = new LinkedHashMap<>();
        int number = 0;
        List<Rule> changed = rules.rules().stream()
                .filter(rule -> rule.name().matches(NAMES))
                .toList();
        for (Rule rule : changed) {
            List<Mutant> all = Mutant.of(rule);
            List<Mutant> mutants = new ArrayList<>();
            for (int i = 0; i < all.size(); i += EVERY) {
                mutants.add(all.get(i));
            }
            mutants.add(Mutant.unchanged(rule));
            for (Mutant mutant : mutants) {
                copies.computeIfAbsent(rule, any -> new ArrayList<>()).add(MutantCopy.of(number++, mutant, rules));
            }
        }
        return copies;
    }

    private static List<MutantCopy> filtered(Map<Rule, List<MutantCopy>> copies, boolean mutated) {
        return copies.values().stream()
                .flatMap(List::stream)
                .filter(copy -> copy.mutant().isMutated() == mutated)
                .toList();
    }

    /** One rule per processor, those with the most mutants first. */
    private List<Future<List<MutantCopy>>> allAtOnce(MutantBatch batch, Map<Rule, List<MutantCopy>> copies)
            throws InterruptedException {
        List<Callable<List<MutantCopy>>> work = copies.values().stream()
                .sorted(Comparator.comparingInt((List<MutantCopy> list) -> list.size())
                        .reversed())
                .map(list -> (Callable<List<MutantCopy>>) () -> survivors(batch, list))
                .toList();
        ExecutorService workers =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            return workers.invokeAll(work);
        } finally {
            workers.shutdownNow();
        }
    }

    /** The mutants of one rule that no test detects. The unchanged copy is tried as long as a mutant is left. */
    private List<MutantCopy> survivors(MutantBatch batch, List<MutantCopy> copies) {
        List<MutantCopy> left = MutantBatch.without(copies, batch.invalid(copies));
        for (RuleTests test : order(copies.get(0))) {
            if (left.stream().anyMatch(copy -> copy.mutant().isMutated())) {
                left = MutantBatch.without(left, batch.killed(test, left));
            }
        }
        return left;
    }

    /**
     * The tests that use the rule: its own file first, otherwise the short ones first. The cases in which no alert may fire
     * are left out: they need all rules at once, and take minutes for the few mutations that only they would detect.
     */
    private List<RuleTests> order(MutantCopy copy) {
        String own = copy.mutant().original().name();
        return tests.stream()
                .filter(test -> !test.coversAllAlerts() && test.checks(copy))
                .sorted(Comparator.comparing(test -> !test.belongsTo(own)))
                .toList();
    }
}
