package io.github.cloudtrailexporter.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The shipped rules pass their tests in Prometheus' own promtool. */
@Tag("prometheus")
class RulesTest {

    @ParameterizedTest
    @EnumSource
    void promtoolAcceptsTheRules(Generation generation) {
        Tool promtool = Tool.require(generation, "promtool");

        Tool.Result result = promtool.run("check", "rules", RulesFile.SHIPPED.toString());

        assertThat(result.ok()).as(result.output()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void promtoolAcceptsTheExampleConfiguration(Generation generation) {
        Tool promtool = Tool.require(generation, "promtool");

        Tool.Result result = promtool.run("check", "config", "prometheus/prometheus.example.yml");

        assertThat(result.ok()).as(result.output()).isTrue();
    }

    /** Each batch runs with the rules that its alerts build on, because all rules for all tests take four minutes. */
    @ParameterizedTest
    @EnumSource
    void everyRulePassesItsTests(Generation generation) {
        Tool promtool = Tool.require(generation, "promtool");
        RulesFile rules = RulesFile.shipped();

        List<String> complaints = RuleTests.shipped().parallelStream()
                .map(tests -> tests.run(promtool, tests.needed(rules)))
                .flatMap(Optional::stream)
                .toList();

        assertThat(complaints).as(String.join("\n", complaints)).isEmpty();
    }

    @Test
    void everyAlertHasATestOfItsLabelsAndTexts() {
        RulesFile rules = RulesFile.shipped();

        Stream<String> seen = RuleTests.shipped().stream()
                .flatMap(tests -> tests.cases().stream())
                .flatMap(testCase -> Yaml.list(Yaml.map(testCase).get("alert_rule_test")).stream())
                .map(Yaml::map)
                .filter(check -> !Yaml.list(check.get("exp_alerts")).isEmpty())
                .map(check -> (String) check.get("alertname"));

        assertThat(seen).containsAll(rules.alertNames());
    }
}
