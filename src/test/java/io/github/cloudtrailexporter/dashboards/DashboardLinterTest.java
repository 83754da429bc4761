package io.github.cloudtrailexporter.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The rules of Grafana's dashboard-linter, one test for each. Exceptions are in {@code grafana/dashboards/.lint}, which
 * the linter itself reads; each has its reason.
 */
class DashboardLinterTest {

    private static final List<Dashboard> DASHBOARDS = Dashboard.all();
    private static final String DATASOURCE = "${datasource}";

    @Test
    void templateDatasourceRule() {
        for (Dashboard dashboard : DASHBOARDS) {
            List<Json> found = dashboard.variables().stream()
                    .filter(variable -> variable.text("type").equals("datasource"))
                    .toList();
            assertThat(found).as(dashboard.file()).hasSize(1);
            assertThat(found.get(0).text("name")).isEqualTo("datasource");
            assertThat(found.get(0).text("label")).isEqualTo("Data source");
            assertThat(found.get(0).text("query")).isEqualTo("prometheus");
        }
    }

    @Test
    void templateJobRule() throws IOException {
        assertTemplate("job", "Job", "template-job-rule");
    }

    @Test
    void templateInstanceRule() throws IOException {
        assertTemplate("instance", "Instance", "template-instance-rule");
    }

    @Test
    void templateLabelPromqlRule() {
        for (Json variable : queryVariables()) {
            assertThat(variable.get("query").text("query"))
                    .as(variable.text("name"))
                    .matches("label_values\\([a-z_]+(\\{.+})?, [a-z_]+\\)")
                    .isEqualTo(variable.text("definition"));
        }
    }

    @Test
    void templateOnTimeChangeReloadRule() {
        assertThat(queryVariables())
                .allSatisfy(variable -> assertThat(variable.number("refresh")).isEqualTo(2));
    }

    @Test
    void panelDatasourceRule() {
        for (Dashboard dashboard : DASHBOARDS) {
            Stream<Json> all = dashboard.json().everything().filter(part -> part.has("datasource"));
            assertThat(all.map(part -> part.get("datasource").text("uid")))
                    .as(dashboard.file())
                    .isSubsetOf(DATASOURCE, "-- Grafana --");
            for (Panel panel : dashboard.panels()) {
                assertThat(panel.json().get("datasource").text("uid")).isEqualTo(DATASOURCE);
                assertThat(panel.json().list("targets"))
                        .allSatisfy(target ->
                                assertThat(target.get("datasource").text("uid")).isEqualTo(DATASOURCE));
            }
        }
    }

    @Test
    void panelTitleDescriptionRule() {
        for (Panel panel : panels()) {
            assertThat(panel.title()).isNotBlank();
            assertThat(panel.json().text("description")).as(panel.toString()).matches("(?s)[A-Z].{30,}[.]");
        }
    }

    @Test
    void panelUnitsRule() throws IOException {
        Set<String> known = Resources.lines("grafana-units.txt");

        for (Panel panel : panels()) {
            assertThat(Stream.concat(
                            Stream.of(panel.defaults().text("unit")),
                            panel.overridden("unit").map(Json::text)))
                    .as(panel.toString())
                    .allMatch(unit -> known.contains(unit) || unit.matches("suffix:[a-z]+"));
        }
    }

    @Test
    void panelNoTargetsRule() {
        assertThat(panels()).allSatisfy(panel -> assertThat(panel.queries()).isNotEmpty());
    }

    @Test
    void targetRateIntervalRule() {
        for (Query query : queries()) {
            for (Query.Selector selector : query.selectors()) {
                if (selector.before().matches("(?s).*\\b(rate|irate|increase)\\($")) {
                    assertThat(selector.after()).as(query.where()).startsWith("[$__rate_interval]");
                }
            }
        }
    }

    @Test
    void targetJobRule() {
        for (Query query : queries()) {
            assertThat(query.selectors())
                    .as(query.where())
                    .isNotEmpty()
                    .allSatisfy(selector -> assertThat(selector.matchers()).contains("job=~\"$job\""));
        }
    }

    @Test
    void targetInstanceRule() throws IOException {
        for (Dashboard dashboard : obeying("target-instance-rule")) {
            for (Query query : dashboard.queries()) {
                assertThat(query.selectors())
                        .as(query.where())
                        .allSatisfy(selector -> assertThat(selector.matchers()).contains("instance=~\"$instance\""));
            }
        }
    }

    @Test
    void targetCounterAggRule() {
        for (Query query : queries()) {
            for (Query.Selector selector : query.selectors()) {
                if (selector.metric().matches(".*_(total|bucket|count|sum)")) {
                    assertThat(selector.before()).as(query.where()).matches("(?s).*\\b(rate|irate|increase)\\($");
                }
            }
        }
    }

    @Test
    void uneditableDashboardRule() {
        assertThat(DASHBOARDS)
                .allSatisfy(dashboard ->
                        assertThat(dashboard.json().get("editable").value()).isEqualTo(false));
    }

    @Test
    void everyExceptionHasItsReasonAndIsNeeded() throws IOException {
        Json exclusions = lint().get("exclusions");

        assertThat(exclusions.keys())
                .allSatisfy(
                        rule -> assertThat(exclusions.get(rule).text("reason")).hasSizeGreaterThan(30));
        assertThat(entries("template-instance-rule"))
                .containsExactlyInAnyOrder("CloudTrail / Fleet", "CloudTrail / Trail");
        assertThat(entries("target-instance-rule"))
                .containsExactlyInAnyOrder("CloudTrail / Fleet", "CloudTrail / Trail");
        assertThat(entries("target-job-rule")).containsExactly("CloudTrail / Fleet: Accounts that no trail records");
        assertThat(exclusions.keys())
                .containsExactlyInAnyOrder("template-instance-rule", "target-instance-rule", "target-job-rule");
    }

    /** The dashboards, with the panel if only that is an exception. */
    private static List<String> entries(String rule) throws IOException {
        return lint().get("exclusions").get(rule).list("entries").stream()
                .map(entry -> entry.text("dashboard") + (entry.has("panel") ? ": " + entry.text("panel") : ""))
                .toList();
    }

    private static void assertTemplate(String name, String label, String rule) throws IOException {
        for (Dashboard dashboard : obeying(rule)) {
            Json variable = dashboard.variables().stream()
                    .filter(candidate -> candidate.text("name").equals(name))
                    .findAny()
                    .orElseThrow(() -> new AssertionError(dashboard + " has no variable " + name));
            assertThat(variable.text("label")).isEqualTo(label);
            assertThat(variable.text("type")).isEqualTo("query");
            assertThat(variable.text("allValue")).isEqualTo(".+");
            assertThat(variable.get("multi").value()).isEqualTo(true);
            assertThat(variable.get("datasource").text("uid")).isEqualTo(DATASOURCE);
        }
    }

    private static List<Json> queryVariables() {
        return DASHBOARDS.stream()
                .flatMap(dashboard -> dashboard.variables().stream())
                .filter(variable -> variable.text("type").equals("query"))
                .toList();
    }

    private static List<Panel> panels() {
        return DASHBOARDS.stream()
                .flatMap(dashboard -> dashboard.panels().stream())
                .toList();
    }

    private static List<Query> queries() {
        return DASHBOARDS.stream()
                .flatMap(dashboard -> dashboard.queries().stream())
                .toList();
    }

    /** The dashboards without an exception from the rule. */
    private static List<Dashboard> obeying(String rule) throws IOException {
        List<String> excepted = lint().get("exclusions").get(rule).list("entries").stream()
                .map(entry -> entry.text("dashboard"))
                .toList();
        return DASHBOARDS.stream()
                .filter(dashboard -> !excepted.contains(dashboard.title()))
                .toList();
    }

    private static Json lint() throws IOException {
        return Json.parse(Files.readString(Dashboard.FOLDER.resolve(".lint")));
    }
}
