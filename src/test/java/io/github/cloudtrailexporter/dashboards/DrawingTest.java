package io.github.cloudtrailexporter.dashboards;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Mistakes that are visible only in a rendered panel, each observed once in a real Grafana and detected here in the JSON
 * alone: combinations of options, widths, heights, colours, texts of empty panels.
 */
class DrawingTest {

    private static final List<Panel> PANELS = Dashboard.all().stream()
            .flatMap(dashboard -> dashboard.panels().stream())
            .toList();

    private static final Pattern LABEL = Pattern.compile("\\{\\{(\\w+)}}");
    private static final Pattern AT_MOST = Pattern.compile("topk\\((\\d+), max by \\([a-z_, ]+\\) \\(max_over_time");

    /** The distance between two lines of text in a table, and the padding of the cell. */
    private static final int LINE = 22;

    private static final int CELL = 12;
    private static final int TABLE_HEAD = 36;

    /** Grafana issues 71804 and 41075: merged values of a colour by thresholds lose their mappings. */
    @Test
    void timelinesShowTextAndColourOfTheirMappings() {
        for (Panel panel : ofType("state-timeline").toList()) {
            Json options = panel.json().get("options");
            Json colour = panel.defaults().get("color");
            assertThat(options.get("mergeValues").value()).as(panel.toString()).isEqualTo(true);
            assertThat(colour.text("mode")).as(panel.toString()).isEqualTo("fixed");
            assertThat(colour.text("fixedColor")).as(panel.toString()).isEqualTo("#7b8087");
            assertThat(panel.defaults().list("mappings")).as(panel.toString()).isNotEmpty();
        }
    }

    /** Grafana shows an error for a timeline without a series, so the query always returns one. */
    @Test
    void timelinesAreNeverEmpty() {
        for (Panel panel : ofType("state-timeline").toList()) {
            assertThat(panel.queries().get(0).expr())
                    .as(panel.toString())
                    .containsPattern(
                            "\nor on \\(\\) label_replace\\(vector\\(-?\\d+\\), \"\\w+\", \"all [\\w ]+\", \"\", \"\"\\)$");
        }
    }

    @Test
    void timelinesHaveRoomForAllOfTheirLines() {
        for (Panel panel : ofType("state-timeline").toList()) {
            int most = panel.queries().stream()
                    .mapToInt(query -> AT_MOST.matcher(query.expr())
                            .results()
                            .mapToInt(found -> Integer.parseInt(found.group(1)))
                            .findFirst()
                            .orElse(1))
                    .sum();
            int axisAndLegend = 60;
            assertThat((Drawn.height(panel) - axisAndLegend) / most)
                    .as("%s: pixels for each of %d lines", panel, most)
                    .isGreaterThanOrEqualTo(14);
        }
    }

    @Test
    void incidentsOfAMinuteAreVisibleInTheFleet() {
        Dashboard fleet = Dashboard.of("cloudtrail-fleet");
        int minutes = Integer.parseInt(fleet.json().get("time").text("from").replaceAll("now-(\\d+)h", "$1")) * 60;

        assertThat(fleet.panel("The broken, over time").json().number("maxDataPoints"))
                .isGreaterThanOrEqualTo(minutes);
    }

    @Test
    void alertsAreMarkedOnlyWhereTheyStart() {
        for (Dashboard dashboard : Dashboard.all()) {
            Query alerts = dashboard.annotationQueries().stream()
                    .filter(query -> query.where().endsWith("Alerts"))
                    .findAny()
                    .orElseThrow();
            assertThat(alerts.expr())
                    .as(alerts.where())
                    .matches("(?s).*(count by .*)\nunless count by .* offset \\$__interval.*");
        }
    }

    /** An empty panel is unknown; a good state always shows a value. */
    @Test
    void everyEmptyPanelReadsUnknown() {
        assertThat(PANELS)
                .allSatisfy(panel -> assertThat(panel.defaults().text("noValue"))
                        .as(panel.toString())
                        .startsWith("unknown"));
    }

    /** Otherwise the text for an empty panel would also be in each empty cell. */
    @Test
    void emptyCellsDoNotShowTheTextOfAnEmptyTable() {
        for (Panel panel : ofType("table").toList()) {
            assertThat(panel.columns())
                    .as(panel.toString())
                    .allSatisfy(column ->
                            assertThat(panel.setting(column, "noValue").text()).isIn("", "–"));
        }
    }

    @Test
    void titlesFitTheirPanels() {
        assertThat(PANELS)
                .allSatisfy(panel -> assertThat(Drawn.title(panel.title()))
                        .as(panel.toString())
                        .isLessThanOrEqualTo(Drawn.width(panel)));
    }

    @Test
    void columnsHoldTheLongestTextOfTheFixture() {
        for (Panel panel : ofType("table").toList()) {
            double room = autoWidth(panel, Drawn.width(panel));
            for (String column : panel.columns()) {
                if (!wraps(panel, column)) {
                    assertThat(needed(panel, column))
                            .as("%s: %s", panel, column)
                            .isLessThanOrEqualTo(widthOf(panel, column, room));
                }
            }
        }
    }

    @Test
    void tablesFitOntoTheScreen() {
        for (Panel panel : ofType("table").toList()) {
            double wanted = panel.columns().stream()
                    .mapToDouble(column -> widthOf(panel, column, 0))
                    .sum();
            assertThat(wanted).as(panel.toString()).isLessThanOrEqualTo(Drawn.wideWidth(panel));
        }
    }

    /** On a phone, 390 pixels wide, the start of the remedy is visible beside the problem. */
    @Test
    void remedyIsBesideTheProblem() {
        Panel table = broken();

        assertThat(table.columns().subList(0, 2)).containsExactly("problem", "todo");
        assertThat(widthOf(table, "problem", 0)).isLessThan(390 / 2.0);
    }

    /** Grafana computes the height of a row from the value before its mapping, and cuts longer texts. */
    @Test
    void remedyFitsTheHeightOfItsRow() {
        for (Panel table : tablesWithAdvice()) {
            int pad = padding(table).length();
            assertThat(table.setting("todo", "custom.cellOptions")
                            .get("wrapText")
                            .value())
                    .isEqualTo(true);
            for (Json mapping : Advice.in(table).mappings()) {
                Json options = mapping.get("options");
                String key = options.text("pattern").replaceAll("^/\\^|[ .*]*\\$/$|\\\\", "");
                assertThat(options.get("result").text("text")).as(key).hasSizeLessThanOrEqualTo(key.length() + 1 + pad);
            }
        }
    }

    @Test
    void theTableOfTheBrokenShowsManyRows() {
        Panel table = broken();
        String text = "S3 failing/AccessDenied " + padding(table);

        assertThat(rows(table, text, autoWidth(table, Drawn.width(table)))).isGreaterThanOrEqualTo(6);
        assertThat(rows(table, text, autoWidth(table, Drawn.wideWidth(table)))).isGreaterThanOrEqualTo(8);
    }

    private static int rows(Panel table, String text, double width) {
        double row = Drawn.lines(text, width) * LINE + CELL;
        return (int) ((Drawn.height(table) - TABLE_HEAD) / row);
    }

    @Test
    void namesFitBesideTheirBars() {
        for (Panel panel : ofType("bargauge").toList()) {
            for (Query query : panel.queries()) {
                assertThat(Drawn.label(longest(query.legend())))
                        .as("%s: %s", panel, longest(query.legend()))
                        .isLessThanOrEqualTo(0.4 * (Drawn.width(panel) - 16));
            }
        }
    }

    /** Grafana omits the name of a single bar unless the panel sets it. */
    @Test
    void aSingleBarHasItsName() {
        for (Panel panel : ofType("bargauge").toList()) {
            if (panel.queries().size() == 1) {
                assertThat(panel.defaults().text("displayName"))
                        .as(panel.toString())
                        .contains("__field.labels");
            }
        }
    }

    /** A bar of zero has no colour; its number is still readable. */
    @Test
    void zeroBarsHaveNoColour() {
        for (Panel panel : ofType("bargauge").toList()) {
            assertThat(panel.json().get("options").text("valueMode")).isEqualTo("text");
            boolean counts = panel.defaults().text("unit").equals("none");
            if (counts) {
                assertThat(panel.queries())
                        .filteredOn(query -> !query.legend().contains("{{"))
                        .allSatisfy(query -> assertThat(
                                        Shown.of(panel, query.legend(), "0").colour())
                                .as("%s: %s", panel, query.legend())
                                .isEqualTo("transparent"));
            }
        }
    }

    @Test
    void agesAreInHoursOnALogarithmicAxis() {
        List<Panel> ages = ofType("timeseries")
                .filter(panel -> panel.title().matches("Age( of the latest|:).*"))
                .toList();

        assertThat(ages).hasSize(6);
        for (Panel panel : ages) {
            assertThat(panel.defaults().text("unit")).as(panel.toString()).isEqualTo("suffix:h");
            assertThat(panel.defaults().get("custom").get("scaleDistribution").text("type"))
                    .isEqualTo("log");
            assertThat(panel.defaults().has("min"))
                    .as("a logarithmic axis has no zero")
                    .isFalse();
            assertThat(panel.queries())
                    .allSatisfy(query ->
                            assertThat(query.expr()).startsWith("clamp_min((").endsWith("/ 3600, 1 / 60)"));
        }
    }

    /** The unit "s" rounds eight days to one week. */
    @Test
    void daysAreNotRoundedToWeeks() {
        for (String title : List.of("File age", "Digest age", "Time left")) {
            assertThat(Dashboard.of("cloudtrail-trail").panel(title).defaults().text("unit"))
                    .isEqualTo("dtdhms");
        }
    }

    @Test
    void legendsFitTheirPanelsAndShowNoOldValue() {
        for (Panel panel : ofType("timeseries").toList()) {
            Json legend = panel.json().get("options").get("legend");
            int columns = legend.list("calcs").size();
            assertThat(legend.list("calcs").stream().map(Json::text))
                    .as("%s: the last value may be from before the exporter went down", panel)
                    .noneMatch(calc -> calc.startsWith("last"));
            for (Query query : panel.queries()) {
                assertThat(Drawn.label(longest(query.legend())) + columns * 70)
                        .as("%s: %s", panel, longest(query.legend()))
                        .isLessThanOrEqualTo(Drawn.width(panel));
            }
        }
    }

    /** The last point of a sparkline must be current, so that unknown is visible. */
    @Test
    void sparklinesEndInUnknownWithoutAResponse() {
        List<Panel> lined = ofType("stat")
                .filter(panel -> !panel.json().get("options").text("graphMode").equals("none"))
                .toList();

        assertThat(lined).hasSizeGreaterThanOrEqualTo(6);
        for (Panel panel : lined) {
            assertThat(panel.json().get("options").get("reduceOptions").list("calcs").stream()
                            .map(Json::text))
                    .containsExactly("last");
            assertThat(panel.queries())
                    .as(panel.toString())
                    .hasSize(1)
                    .allSatisfy(query -> assertThat(query.expr()).endsWith("\nor on () vector(-1)"));
            assertThat(Shown.of(panel, panel.title(), "-1")).isEqualTo(new Shown("unknown", "#7b8087"));
            assertThat(Shown.of(panel, panel.title(), "0").colour()).isIn("transparent", "orange");
        }
    }

    /** Otherwise a value from before the exporter went down stays on the screen. */
    @Test
    void otherSingleValuesAreCurrent() {
        assertThat(ofType("stat")
                        .filter(panel ->
                                panel.json().get("options").text("graphMode").equals("none")))
                .allSatisfy(panel -> assertThat(panel.queries()).allMatch(Query::instant));
    }

    @Test
    void coloursAreThoseOfTheReadme() throws IOException {
        Set<String> palette = palette();

        assertThat(palette).hasSize(8);
        for (Dashboard dashboard : Dashboard.all()) {
            List<Json> parts = dashboard.json().get("panels").everything().toList();
            assertThat(parts.stream()
                            .flatMap(part -> Stream.of(part.get("color"), part.get("fixedColor")))
                            .map(Json::value)
                            .filter(String.class::isInstance)
                            .map(String.class::cast))
                    .as(dashboard.file())
                    .isNotEmpty()
                    .isSubsetOf(palette);
            assertThat(parts.stream()
                            .map(part -> part.get("color").text("mode"))
                            .filter(mode -> !mode.isEmpty()))
                    .as("%s: a palette of Grafana has red and green without a meaning", dashboard)
                    .isSubsetOf("fixed", "shades", "thresholds");
        }
    }

    @Test
    void rarelyNeededRowsAreCollapsed() {
        assertThat(Dashboard.all())
                .allSatisfy(dashboard -> assertThat(dashboard.grid().stream()
                                .filter(row -> row.get("collapsed").value() == Boolean.TRUE))
                        .as(dashboard.file())
                        .isNotEmpty());
    }

    /** So that one replacement, in the README, adapts the dashboards to another type of data source. */
    @Test
    void onlyTheVariableHasTheTypeOfTheDataSource() throws IOException {
        String command = Files.readString(Path.of("grafana", "README.md"));
        for (Dashboard dashboard : Dashboard.all()) {
            String text = Files.readString(Dashboard.FOLDER.resolve(dashboard.file()));
            String named = "\"query\": \"prometheus\"";
            assertThat(text.split("\"prometheus\"", -1)).as(dashboard.file()).hasSize(2);
            assertThat(text).contains(named);
            assertThat(command).contains("s/" + named + "/\"query\": \"grafana-amazonprometheus-datasource\"/");
        }
    }

    private static Stream<Panel> ofType(String type) {
        return PANELS.stream().filter(panel -> panel.type().equals(type));
    }

    private static Panel broken() {
        return Dashboard.of("cloudtrail-fleet").panel("What is broken, and what to do");
    }

    private static List<Panel> tablesWithAdvice() {
        return List.of(broken(), Dashboard.of("cloudtrail-fleet").panel("Discovery failures"));
    }

    /** The constant text after the key of a remedy. */
    private static String padding(Panel table) {
        return table.queries().get(0).expr().replaceAll("(?s).*\"todo\", \"\\$1/? ([a-z ]+)\".*", "$1");
    }

    private static boolean wraps(Panel panel, String column) {
        return panel.setting(column, "custom.cellOptions").get("wrapText").value() == Boolean.TRUE;
    }

    /** The width that remains for each column without its own. */
    private static double autoWidth(Panel panel, double width) {
        List<String> free = panel.columns().stream()
                .filter(column -> panel.setting(column, "custom.width").isNull())
                .toList();
        double taken = panel.columns().stream()
                .filter(column -> !free.contains(column))
                .mapToDouble(column -> widthOf(panel, column, 0))
                .sum();
        return Math.max(
                (width - taken) / Math.max(1, free.size()),
                free.stream()
                        .mapToDouble(column -> widthOf(panel, column, 0))
                        .max()
                        .orElse(0));
    }

    private static double widthOf(Panel panel, String column, double otherwise) {
        Json fixed = panel.setting(column, "custom.width");
        Json least = panel.setting(column, "custom.minWidth");
        if (!fixed.isNull()) {
            return Double.parseDouble(fixed.text());
        }
        return Math.max(otherwise, least.isNull() ? 150 : Double.parseDouble(least.text()));
    }

    private static double needed(Panel panel, String column) {
        double head = Drawn.head(panel.columnTitle(column));
        return texts(panel, column).mapToDouble(Drawn::cell).reduce(head, Math::max);
    }

    /** The possible contents of a column: texts of its mappings, a number or time, or the labels of the fixture. */
    private static Stream<String> texts(Panel panel, String column) {
        List<Json> mappings = panel.setting(column, "mappings").items();
        if (!mappings.isEmpty()) {
            return mappings.stream()
                    .flatMap(mapping -> mapping.get("options").keys().stream()
                            .map(key -> mapping.get("options").get(key).text("text")));
        }
        if (column.startsWith("Value")) {
            boolean time = panel.setting(column, "unit").text().equals("dateTimeAsIso");
            return Stream.of(time ? "2026-11-28 04:52:16" : "7004");
        }
        return Fixture.values(column);
    }

    private static String longest(String legend) {
        return LABEL.matcher(legend)
                .replaceAll(found -> Fixture.values(found.group(1))
                        .reduce("", (one, other) -> one.length() < other.length() ? other : one));
    }

    /** The colours of the table in the README; all but three have Grafana's names. */
    private static Set<String> palette() throws IOException {
        Map<String, String> names = Map.of("dark red", "dark-red", "grey", "#7b8087", "none", "transparent");
        return Files.readString(Path.of("grafana", "README.md"))
                .lines()
                .dropWhile(line -> !line.startsWith("| colour |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .flatMap(line -> Arrays.stream(line.split("\\|", -1)[1].split(",", -1)))
                .map(String::strip)
                .map(name -> names.getOrDefault(name, name))
                .collect(toSet());
    }
}
