package io.github.cloudtrailexporter.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The shipped rules do what their tests say, as Prometheus' own promtool sees it. */
class RulesTest {

    @Test
    void promtoolAcceptsTheRules() {
        Tool promtool = Tool.require("promtool");

        Tool.Result result = promtool.run("check", "rules", RulesFile.SHIPPED.toString());

        assertThat(result.ok()).as(result.output()).isTrue();
    }

    @Test
    void promtoolAcceptsTheExampleConfiguration() {
        Tool promtool = Tool.require("promtool");

        Tool.Result result = promtool.run("check", "config", "prometheus/prometheus.example.yml");

        assertThat(result.ok()).as(result.output()).isTrue();
    }

    /** Each batch runs with the rules that its alerts build on, because all rules for all tests take four minutes. */
    @Test
    void everyRuleDoesWhatItsTestsSay() {
        Tool promtool = Tool.require("promtool");
        RulesFile rules = RulesFile.shipped();

        List<String> complaints = RuleTests.shipped().parallelStream()
                .map(tests -> tests.run(promtool, tests.needed(rules)))
                .flatMap(Optional::stream)
                .toList();

        assertThat(complaints).as(String.join("\n", complaints)).isEmpty();
    }

    @Test
    void everyAlertHasATestThatSeesItFireWithItsLabelsAndTexts() {
        RulesFile rules = RulesFile.shipped();

        Stream<String> seen = RuleTests.shipped().stream()
                .flatMap(tests -> tests.stories().stream())
                .flatMap(story -> Yaml.list(Yaml.map(story).get("alert_rule_test")).stream())
                .map(Yaml::map)
                .filter(check -> !Yaml.list(check.get("exp_alerts")).isEmpty())
                .map(check -> (String) check.get("alertname"));

        assertThat(seen).containsAll(rules.alertNames());
    }
}
