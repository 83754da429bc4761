package io.github.cloudtrailexporter.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cloudtrailexporter.trail.FailureReason;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The structure of the dashboards: they work unedited on import and on provisioning, and are consistent. */
class DashboardsTest {

    private static final List<Dashboard> DASHBOARDS = Dashboard.all();

    private static final String UNKNOWN = "#7b8087";
    private static final Pattern FIELD = Pattern.compile("\\$\\{__data\\.fields\\.(\\w+)}");
    private static final Pattern LINK = Pattern.compile("/d/([a-z-]+)/([a-z-]+)\\?(.*)");

    @Test
    void thereAreThreeWithStableNames() {
        assertThat(DASHBOARDS.stream().map(Dashboard::uid))
                .containsExactly("cloudtrail-exporter", "cloudtrail-fleet", "cloudtrail-trail");
        assertThat(DASHBOARDS).allSatisfy(board -> assertThat(board.file()).isEqualTo(board.uid() + ".json"));
    }

    @Test
    void theyWorkUneditedOnImportAndOnProvisioning() {
        for (Dashboard dashboard : DASHBOARDS) {
            Json json = dashboard.json();
            assertThat(json.has("__inputs")).as(dashboard.file()).isFalse();
            assertThat(json.has("__requires")).isFalse();
            assertThat(json.has("id") && json.get("id").isNull()).isTrue();
            assertThat(json.number("schemaVersion")).isBetween(39, 41);
            assertThat(json.number("graphTooltip")).isEqualTo(1);
            assertThat(json.text("refresh")).isEqualTo("1m");
            assertThat(json.text("description")).isNotBlank();
        }
    }

    @Test
    void theyLinkToEachOtherAndKeepTimeAndSource() {
        for (Dashboard dashboard : DASHBOARDS) {
            List<Json> links = dashboard.json().list("links");
            assertThat(links).as(dashboard.file()).hasSize(2);
            assertThat(links)
                    .allSatisfy(link -> assertThat(link.get("keepTime").value()).isEqualTo(true))
                    .allSatisfy(link -> assertThat(link.text("url"))
                            .contains("${datasource:queryparam}", "${job:queryparam}")
                            .doesNotContain("/d/" + dashboard.uid() + "/"));
        }
    }

    /** "All accounts" is meaningless on a page about one trail; only the fleet dashboard has that selection. */
    @Test
    void theTrailDashboardOpensOnOneTrail() {
        List<Json> chosen = Dashboard.of("cloudtrail-trail").variables().stream()
                .filter(variable -> variable.text("name").matches("account|trail"))
                .toList();

        assertThat(chosen).hasSize(2);
        assertThat(chosen).allSatisfy(variable -> {
            assertThat(variable.get("includeAll").value()).isEqualTo(false);
            assertThat(variable.get("multi").value()).isEqualTo(false);
        });
        for (Json link : linksInside()) {
            assertThat(link.text("url").startsWith("/d/cloudtrail-trail/")
                            && link.text("url").contains("${account:queryparam}"))
                    .as(link.text("url"))
                    .isFalse();
        }
    }

    @Test
    void aLinkToATrailShowsItInAllItsRegions() {
        List<String> links = linksInside().stream()
                .map(link -> link.text("url"))
                .filter(url -> url.contains("var-trail="))
                .toList();

        assertThat(links).hasSize(2).allSatisfy(url -> assertThat(url).contains("var-region=$__all"));
    }

    @Test
    void everyLinkIsToADashboardWithItsVariables() {
        for (Json link : linksInside()) {
            var url = LINK.matcher(link.text("url"));
            assertThat(url.matches()).as(link.text("url")).isTrue();
            Set<String> known = Dashboard.of(url.group(1)).variables().stream()
                    .map(variable -> variable.text("name"))
                    .collect(Collectors.toSet());
            assertThat(url.group(2)).isEqualTo(url.group(1));
            assertThat(variablesOf(url.group(3))).as(link.text("url")).isSubsetOf(known);
        }
    }

    /** Grafana puts the text of a cell into a link, so a text shown instead of the value would break the link. */
    @Test
    void linksContainTheValueItself() {
        for (Panel panel : panels()) {
            for (String field : fieldsInLinks(panel)) {
                List<Json> given = panel.overridesOf(field);
                assertThat(given)
                        .as("%s: %s", panel, field)
                        .noneMatch(property -> property.text("id").matches("mappings|unit"));
                assertThat(given.stream()
                                .filter(property -> property.text("id").equals("noValue"))
                                .findFirst()
                                .map(property -> property.text("value"))
                                .orElse("not set"))
                        .as("%s: %s", panel, field)
                        .isEmpty();
            }
        }
    }

    /** A unit of the whole table would also apply to its texts, and format account ids as dates. */
    @Test
    void unitsOfTablesAreSetPerColumn() {
        assertThat(panels())
                .filteredOn(panel -> panel.type().equals("table"))
                .allSatisfy(panel -> assertThat(panel.defaults().text("unit")).isEqualTo("none"));
    }

    @Test
    void panelIdsAreUnique() {
        for (Dashboard dashboard : DASHBOARDS) {
            assertThat(dashboard
                            .json()
                            .get("panels")
                            .everything()
                            .filter(part -> part.has("gridPos"))
                            .map(panel -> panel.number("id")))
                    .doesNotHaveDuplicates();
            assertThat(dashboard.panels().stream().map(Panel::title)).doesNotHaveDuplicates();
            assertThat(dashboard.panels())
                    .allSatisfy(panel -> assertThat(
                                    panel.json().list("targets").stream().map(target -> target.text("refId")))
                            .doesNotHaveDuplicates());
        }
    }

    @Test
    void panelsFillTheGridWithoutOverlapOrGap() {
        for (Dashboard dashboard : DASHBOARDS) {
            assertNoHole(dashboard.grid(), 0);
            for (Json row : dashboard.grid()) {
                boolean collapsed = row.get("collapsed").value() == Boolean.TRUE;
                assertThat(row.list("panels").isEmpty()).as(row.text("title")).isEqualTo(!collapsed);
                if (collapsed) {
                    assertNoHole(row.list("panels"), row.get("gridPos").number("y") + 1);
                }
            }
        }
    }

    private static void assertNoHole(List<Json> panels, int top) {
        Set<Grid.Cell> taken = Grid.cells(panels);
        int bottom = taken.stream().mapToInt(Grid.Cell::y).max().orElseThrow() + 1;

        assertThat(taken.stream().mapToInt(Grid.Cell::y).min()).hasValue(top);
        assertThat(taken).as(panels.get(0).text("title")).hasSize(Grid.WIDTH * (bottom - top));
    }

    @Test
    void everyMetricIsExported() {
        Set<String> known = Resources.lines("metrics.txt");

        for (Dashboard dashboard : DASHBOARDS) {
            Stream.concat(dashboard.queries().stream(), dashboard.annotationQueries().stream())
                    .forEach(query -> assertThat(query.selectors().stream().map(Query.Selector::metric))
                            .as(query.where())
                            .isNotEmpty()
                            .isSubsetOf(known));
        }
    }

    @Test
    void processMetricsAreRestrictedToTheExporters() {
        for (Dashboard dashboard : DASHBOARDS) {
            for (Query query : dashboard.queries()) {
                boolean common = query.selectors().stream()
                        .anyMatch(selector -> selector.metric().matches("up|(scrape|process|jvm)_.*"));
                if (common) {
                    assertThat(query.expr())
                            .as(query.where())
                            .containsPattern("and on \\(job, instance\\) [a-z_(]*cloudtrail_exporter_build_info");
                }
            }
        }
    }

    /** An exclusion, which has no effect if the rules are not loaded. */
    @Test
    void noRecordingRuleIsNeeded() {
        assertThat(DASHBOARDS.stream().flatMap(board -> board.queries().stream()))
                .extracting(query ->
                        query.expr().replace(" unless on (aws_account_id) cloudtrail:unrecorded_on_purpose", ""))
                .allSatisfy(expr -> assertThat(expr).doesNotContainPattern("[a-z_]+:[a-z_]+"));
    }

    @Test
    void onlyUnknownIsGrey() {
        for (Dashboard dashboard : DASHBOARDS) {
            dashboard
                    .json()
                    .everything()
                    .filter(part -> part.text("text").equals("unknown") && part.has("index"))
                    .forEach(part -> assertThat(part.text("color")).isEqualTo(UNKNOWN));
            dashboard.panels().stream()
                    .filter(panel -> panel.type().equals("stat")
                            && panel.defaults().text("noValue").equals("unknown"))
                    .forEach(panel -> assertThat(Shown.nothing(panel).colour())
                            .as(panel.toString())
                            .isIn(UNKNOWN, "transparent"));
        }
    }

    @Test
    void everyReasonHasARemedy() {
        Set<String> reasons =
                Arrays.stream(FailureReason.values()).map(FailureReason::label).collect(Collectors.toSet());
        Dashboard fleet = Dashboard.of("cloudtrail-fleet");

        for (String reason : reasons) {
            assertThat(Advice.in(fleet.panel("What is broken, and what to do"))
                            .about("unknown/" + reason + " and more"))
                    .as(reason)
                    .isNotBlank();
            assertThat(Advice.in(fleet.panel("Discovery failures")).about(reason + " and more"))
                    .as(reason)
                    .isNotBlank();
        }
    }

    private static List<Panel> panels() {
        return DASHBOARDS.stream().flatMap(board -> board.panels().stream()).toList();
    }

    private static Set<String> fieldsInLinks(Panel panel) {
        return panel.json()
                .everything()
                .flatMap(part -> FIELD.matcher(part.text("url")).results())
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }

    private static List<Json> linksInside() {
        return DASHBOARDS.stream()
                .flatMap(dashboard -> dashboard.json().everything())
                .filter(part -> part.text("url").startsWith("/"))
                .toList();
    }

    private static List<String> variablesOf(String query) {
        return Arrays.stream(query.split("&", -1))
                .map(part -> part.replaceAll("^\\$\\{(\\w+):queryparam}$", "$1").replaceAll("^var-(\\w+)=.*", "$1"))
                .filter(name -> !name.equals("${__url_time_range}"))
                .toList();
    }
}
