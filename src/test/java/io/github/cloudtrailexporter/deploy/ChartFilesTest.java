package io.github.cloudtrailexporter.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The files of the chart, without Helm. */
class ChartFilesTest {

    private static final Path FILES = Shipped.CHART.resolve("files");

    @Test
    void rulesAndDashboardsAreThoseOfTheRepository() throws Exception {
        Map<String, String> expected = new TreeMap<>();
        expected.put("cloudtrail.rules.yml", Files.readString(Shipped.RULES));
        for (Path dashboard : Shipped.dashboards()) {
            expected.put("dashboards/" + dashboard.getFileName(), Files.readString(dashboard));
        }

        Map<String, String> copies = new TreeMap<>();
        try (Stream<Path> files = Files.walk(FILES)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.isSymbolicLink(file))
                        .as("Helm warns about " + file)
                        .isFalse();
                copies.put(FILES.relativize(file).toString(), Files.readString(file));
            }
        }

        assertThat(copies.keySet()).isEqualTo(expected.keySet());
        assertThat(expected)
                .as("deploy/helm/copy-files copies them")
                .allSatisfy((name, text) ->
                        assertThat(copies.get(name).equals(text)).as(name).isTrue());
    }

    @Test
    void chartInstallsThisVersion() throws Exception {
        Doc chart = Doc.read(Shipped.CHART.resolve("Chart.yaml"));

        assertThat(chart.text("appVersion")).isEqualTo(Shipped.version());
        assertThat(chart.text("version")).isEqualTo(Shipped.version());
    }

    @Test
    void schemaListsEveryDefaultValueAndNothingElse() {
        Doc values = Doc.read(Shipped.CHART.resolve("values.yaml"));
        Doc schema = Doc.read(Shipped.CHART.resolve("values.schema.json"));

        List<String> unknown = new ArrayList<>();
        compare("", values.fields(), schema, unknown);

        assertThat(unknown).isEmpty();
    }

    /** Values of Kubernetes' own shape are not looked into: the schema leaves them to Kubernetes. */
    private static void compare(String path, Map<String, Object> values, Doc schema, List<String> problems) {
        Map<String, Object> known = schema.fields("properties");
        assertThat(schema.get("additionalProperties").value()).as(path).isEqualTo(false);
        values.keySet().stream().filter(key -> !known.containsKey(key)).forEach(key -> problems.add(path + "/" + key));
        if (path.isEmpty()) {
            known.keySet().stream()
                    .filter(key -> !values.containsKey(key) && !key.equals("global"))
                    .forEach(key -> problems.add("not in values.yaml: " + key));
        }
        values.forEach((key, value) -> {
            Doc inner = new Doc(known.getOrDefault(key, Map.of()));
            if (value instanceof Map<?, ?> && inner.has("properties")) {
                compare(path + "/" + key, new Doc(value).fields(), inner, problems);
            }
        });
    }
}
