package io.github.cloudtrailexporter.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cloudtrailexporter.e2e.Skips;
import io.github.cloudtrailexporter.e2e.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The mixin contains the rules and dashboards of the repository, changed only by its settings. */
class MixinTest {

    private static final Path RULES = Path.of("prometheus/cloudtrail.rules.yml");
    private static final Path DASHBOARDS = Path.of("grafana/dashboards");

    @BeforeEach
    void requireJsonnet() throws Exception {
        Tools.need("jsonnet");
        Skips.unless(
                Tools.run("", "jsonnet", "--version").output().contains("Go"),
                "the installed jsonnet is the C++ implementation, which cannot read YAML with anchors; go-jsonnet can");
    }

    @Test
    void rulesAreThoseOfTheRepository() throws Exception {
        Map<Object, Object> expected = byName(map(yaml(Files.readString(RULES))));

        Map<Object, Object> mixed = byName(mixin("{}", "prometheusAlerts"));
        mixed.putAll(byName(mixin("{}", "prometheusRules")));

        assertThat(mixed).isEqualTo(expected);
    }

    @Test
    void dashboardsAreThoseOfTheRepository() throws Exception {
        Map<Object, Object> mixed = mixin("{}", "grafanaDashboards");

        assertThat(mixed.keySet()).containsExactlyInAnyOrderElementsOf(dashboards());
        for (String name : dashboards()) {
            assertThat(mixed.get(name)).isEqualTo(yaml(Files.readString(DASHBOARDS.resolve(name))));
        }
    }

    private static List<String> dashboards() throws IOException {
        try (Stream<Path> files = Files.list(DASHBOARDS)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void neverIdleTrailsAndJobAreInTheRules() throws Exception {
        String config = "{ neverIdleTrails: 'management|org-.*', job: 'trails' }";

        String all = mixin(config, "prometheusRules").toString() + mixin(config, "prometheusAlerts");

        assertThat(all)
                .contains("trail=~\"management|org-.*\"", "up{job=\"trails\"}")
                .doesNotContain("no-trail-is-listed-here", "job=\"cloudtrail-exporter\"");
    }

    @Test
    void runbookUrlOfEveryAlertIsConfigurable() throws Exception {
        Map<Object, Object> alerts = mixin("{ runbookURL: 'https://runbooks.example.com/' }", "prometheusAlerts");

        List<Map<Object, Object>> rules = list(alerts.get("groups")).stream()
                .flatMap(group -> list(map(group).get("rules")).stream())
                .map(MixinTest::map)
                .filter(rule -> rule.containsKey("alert"))
                .toList();
        assertThat(rules)
                .isNotEmpty()
                .allSatisfy(rule -> assertThat(map(rule.get("annotations")).get("runbook_url"))
                        .isEqualTo("https://runbooks.example.com/" + rule.get("alert") + ".md"));
    }

    @Test
    void tagsOfTheDashboardsAreConfigurable() throws Exception {
        Map<Object, Object> dashboards = mixin("{ dashboardTags: ['audit'] }", "grafanaDashboards");

        assertThat(dashboards.values())
                .allSatisfy(dashboard -> assertThat(map(dashboard).get("tags")).isEqualTo(List.of("audit")));
    }

    private static Map<Object, Object> mixin(String config, String field) throws Exception {
        String program = "((import 'mixin/mixin.libsonnet') + { _config+:: " + config + " })." + field;
        Tools.Ran ran = Tools.run("", "jsonnet", "-e", program);
        assertThat(ran.code()).as(ran.output()).isZero();
        return map(yaml(ran.output()));
    }

    private static Map<Object, Object> byName(Map<Object, Object> document) {
        return new HashMap<>(list(document.get("groups")).stream()
                .map(MixinTest::map)
                .collect(Collectors.toMap(group -> group.get("name"), group -> group)));
    }

    /** JSON is also YAML. The same number can be written as 1E8 and as 100000000. */
    private static Object yaml(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(16 * 1024 * 1024);
        return numbers(new Yaml(new SafeConstructor(options)).load(text));
    }

    private static Object numbers(Object node) {
        if (node instanceof Map<?, ?> map) {
            Map<Object, Object> all = new HashMap<>();
            map.forEach((key, value) -> all.put(key, numbers(value)));
            return all;
        }
        if (node instanceof List<?> list) {
            return list.stream().map(MixinTest::numbers).collect(Collectors.toCollection(ArrayList::new));
        }
        return node instanceof Number number ? Double.valueOf(number.doubleValue()) : node;
    }

    @SuppressWarnings("unchecked")
    private static Map<Object, Object> map(Object node) {
        return (Map<Object, Object>) node;
    }

    @SuppressWarnings("unchecked")
    private static List<Object> list(Object node) {
        return (List<Object>) node;
    }
}
