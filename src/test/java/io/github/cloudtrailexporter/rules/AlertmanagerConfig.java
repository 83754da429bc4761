package io.github.cloudtrailexporter.rules;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The parts of the example configuration for Alertmanager that tests use. */
record AlertmanagerConfig(Map<String, Object> document) {

    static final Path SHIPPED = Path.of("alertmanager", "alertmanager.example.yml");
    static final Path TEMPLATES = Path.of("alertmanager", "templates");

    static AlertmanagerConfig shipped() {
        return new AlertmanagerConfig(Yaml.read(SHIPPED));
    }

    List<String> receivers() {
        return Yaml.list(document.get("receivers")).stream()
                .map(receiver -> (String) Yaml.map(receiver).get("name"))
                .toList();
    }

    List<String> routedReceivers() {
        return routes(document.get("route"))
                .map(route -> (String) route.get("receiver"))
                .toList();
    }

    private static Stream<Map<String, Object>> routes(Object route) {
        Map<String, Object> fields = Yaml.map(route);
        return Stream.concat(
                Stream.of(fields), Yaml.list(fields.get("routes")).stream().flatMap(AlertmanagerConfig::routes));
    }

    /**
     * An inhibition rule.
     *
     * @param sources the matchers of the cause
     * @param targets the matchers of the consequence
     */
    record Inhibition(List<String> sources, List<String> targets) {}

    /** The inhibitions between different alerts of one trail. */
    List<Inhibition> inhibitionsOfTrails() {
        return Yaml.list(document.get("inhibit_rules")).stream()
                .map(Yaml::map)
                .filter(rule -> Yaml.list(rule.get("equal")).contains("trail"))
                .filter(rule -> !Yaml.list(rule.get("equal")).contains("alertname"))
                .map(rule -> new Inhibition(texts(rule.get("source_matchers")), texts(rule.get("target_matchers"))))
                .toList();
    }

    private static List<String> texts(Object list) {
        return Yaml.list(list).stream().map(String.class::cast).toList();
    }

    /** All matchers of all inhibition rules, of sources and of targets. */
    List<String> inhibitionMatchers() {
        return Yaml.list(document.get("inhibit_rules")).stream()
                .map(Yaml::map)
                .flatMap(rule -> Stream.concat(
                        Yaml.list(rule.get("source_matchers")).stream(),
                        Yaml.list(rule.get("target_matchers")).stream()))
                .map(String.class::cast)
                .toList();
    }
}
