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

/** The rule tests are worth something: of the slips that one can make in a rule, they notice nearly all. */
@Tag("nightly")
class RuleMutantsTest {

    private static final double NOTICED = 0.9;

    /** All slips take minutes: every night tries every eighth of each rule, {@code -Drules.slips.every=1} tries all. */
    private static final int EVERY = Integer.getInteger("rules.slips.every", 8);

    /** A regular expression of the names of the rules that are changed: after a change of a few rules the others can wait. */
    private static final String NAMES = System.getProperty("rules.slips.names", ".*");

    /** Short batches first: most slips are noticed by the first that asks for them. */
    private static final int STEPS = 150;

    private final RulesFile rules = RulesFile.shipped();
    private final List<RuleTests> tests = RuleTests.shipped(STEPS).stream()
            .sorted(Comparator.comparingInt(RuleTests::steps))
            .toList();

    @Test
    void ruleTestsNoticeSlipsInTheRules() throws Exception {
        LineUp lineUp = new LineUp(Tool.require(Generation.INSTALLED, "promtool"), rules);
        Map<Rule, List<Suspect>> suspects = suspects();

        Set<Suspect> survivors = new LinkedHashSet<>();
        for (Future<List<Suspect>> rule : allAtOnce(lineUp, suspects)) {
            survivors.addAll(rule.get());
        }

        List<Suspect> innocent = slips(suspects, false);
        List<Suspect> guilty = slips(suspects, true);
        List<Suspect> unnoticed = guilty.stream().filter(survivors::contains).toList();
        unnoticed.forEach(suspect -> System.out.println("  not noticed: " + suspect));
        System.out.printf(
                "Rule tests notice %d of %d slips, of which every %d. was tried.%n",
                guilty.size() - unnoticed.size(), guilty.size(), EVERY);
        assertThat(survivors)
                .as("rules without a slip, that nothing may be noticed of")
                .containsAll(innocent);
        assertThat(unnoticed).hasSizeLessThanOrEqualTo((int) (guilty.size() * (1 - NOTICED)));
    }

    private Map<Rule, List<Suspect>> suspects() {
        Map<Rule, List<Suspect>> suspects = new LinkedHashMap<>();
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
            mutants.add(Mutant.none(rule));
            for (Mutant mutant : mutants) {
                suspects.computeIfAbsent(rule, any -> new ArrayList<>()).add(Suspect.of(number++, mutant, rules));
            }
        }
        return suspects;
    }

    private static List<Suspect> slips(Map<Rule, List<Suspect>> suspects, boolean wanted) {
        return suspects.values().stream()
                .flatMap(List::stream)
                .filter(suspect -> suspect.mutant().isSlip() == wanted)
                .toList();
    }

    /** A rule for each processor, those with most to do first. */
    private List<Future<List<Suspect>>> allAtOnce(LineUp lineUp, Map<Rule, List<Suspect>> suspects)
            throws InterruptedException {
        List<Callable<List<Suspect>>> work = suspects.values().stream()
                .sorted(Comparator.comparingInt((List<Suspect> list) -> list.size())
                        .reversed())
                .map(list -> (Callable<List<Suspect>>) () -> survivors(lineUp, list))
                .toList();
        ExecutorService workers =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            return workers.invokeAll(work);
        } finally {
            workers.shutdownNow();
        }
    }

    /** Of the slips in one rule those that no test notices. What is no slip is tried as long as there is one left. */
    private List<Suspect> survivors(LineUp lineUp, List<Suspect> suspects) {
        List<Suspect> left = LineUp.without(suspects, lineUp.refused(suspects));
        for (RuleTests test : order(suspects.get(0))) {
            if (left.stream().anyMatch(suspect -> suspect.mutant().isSlip())) {
                left = LineUp.without(left, lineUp.noticed(test, left));
            }
        }
        return left;
    }

    /**
     * The tests that ask for the rule: its own file first, otherwise the short ones first. The tests of silence need all
     * rules at once, and take minutes for the few slips that only they would notice.
     */
    private List<RuleTests> order(Suspect suspect) {
        String own = suspect.mutant().original().name();
        return tests.stream()
                .filter(test -> !test.aboutAll() && test.asksFor(suspect))
                .sorted(Comparator.comparing(test -> !test.isAbout(own)))
                .toList();
    }
}
