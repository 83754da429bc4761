package io.github.cloudtrailexporter.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The content of each panel for a healthy fleet, for a broken one, and while the exporter is down. The test prints it for
 * the review of a change.
 */
@Tag("nightly")
class ThreeStatesTest {

    private static final Pattern UNKNOWN = Pattern.compile("^unknown($|[:,])|= unknown$|\\bdown\\b|\\(gap\\)$");

    /** Ages keep counting while the exporter is down, because a failed scrape must not hide them. */
    private static final Pattern AGE = Pattern.compile("(Age( of the latest|:).*|File age|Digest age)");

    @TempDir
    private static Path folder;

    private static FixtureServer healthy;
    private static FixtureServer broken;
    private static FixtureServer down;
    private static FixtureServer otherShard;
    private static Prometheus prometheus;

    @BeforeAll
    static void scrapeAllThree() throws Exception {
        String page = Resources.text("fixture.prom.txt");
        healthy = new FixtureServer(onlyTheHealthy(page));
        broken = new FixtureServer(page);
        down = new FixtureServer(onlyTheHealthy(page));
        otherShard = new FixtureServer(onlyTheHealthy(page).replace("\"organization\"", "\"of-other-shard\""));
        prometheus = Prometheus.start(
                folder,
                "2s",
                Map.of(
                        "healthy", List.of(healthy.target()),
                        "broken", List.of(broken.target()),
                        "down", List.of(down.target()),
                        "half", List.of(healthy.target(), otherShard.target())));
        prometheus.awaitResult("min(count_over_time(cloudtrail_up[1m])) >= 2 and on() count(up) == 5");
        down.fail();
        otherShard.fail();
        prometheus.awaitResult("count(up == 0) == 2");
        prometheus.awaitResult("min(count_over_time(cloudtrail_up{job='healthy'}[1m])) >= 4");
    }

    @AfterAll
    static void stop() {
        prometheus.close();
        healthy.close();
        broken.close();
        down.close();
        otherShard.close();
    }

    @Test
    void aHealthyFleetLooksHealthy() throws Exception {
        for (Panel panel : panels()) {
            List<Shown> shown = read("healthy", panel, "111122223333", "organization").stream()
                    .filter(each -> !isGap(each))
                    .toList();
            assertThat(shown).as(panel.toString()).allSatisfy(each -> {
                assertThat(each.text()).isNotBlank().doesNotContain("No data");
                assertThat(isChart(panel) || !each.colour().matches("yellow|orange|red|dark-red"))
                        .as(each.toString())
                        .isTrue();
            });
            assertThat(shown).as(panel.toString()).isNotEmpty().noneMatch(each -> isUnknown(each.text()));
        }
    }

    @Test
    void aBrokenFleetShowsItsFaults() throws Exception {
        for (Panel panel : panels()) {
            List<Shown> shown = read("broken", panel, "444455556666", "audit");
            assertThat(shown)
                    .as(panel.toString())
                    .allSatisfy(each -> assertThat(each.text()).isNotBlank().doesNotContain("No data"));
            assertThat(shown.get(0).text()).as(panel.toString()).doesNotStartWith("unknown:");
        }
    }

    @Test
    void whileTheExporterIsDownNoPanelLooksGood() throws Exception {
        for (Panel panel : panels()) {
            List<Shown> shown = read("down", panel, "111122223333", "organization");
            assertThat(shown).as(panel.toString()).allSatisfy(each -> {
                assertThat(each.text()).isNotBlank().doesNotContain("No data");
                assertThat(each.colour()).as(each.text()).isNotEqualTo("green");
            });
            if (!AGE.matcher(panel.title()).matches()) {
                assertThat(shown).as(panel.toString()).allMatch(each -> isUnknown(each.text()) || isGrey(each));
            }
        }
    }

    @Test
    void onlyProvenHealthIsGreen() throws Exception {
        Panel fleet = Dashboard.of("cloudtrail-fleet").panel("Healthy");
        Panel trail = Dashboard.of("cloudtrail-trail").panel("Logging");

        assertThat(read("healthy", fleet, "", "")).containsExactly(new Shown("1 percentunit", "green"));
        assertThat(read("healthy", trail, "111122223333", "organization"))
                .containsExactly(new Shown("logging", "green"));
        assertThat(read("down", fleet, "", "")).containsExactly(new Shown("unknown", "#7b8087"));
        assertThat(read("down", trail, "111122223333", "organization"))
                .containsExactly(new Shown("unknown", "#7b8087"));
        assertThat(read("down", Dashboard.of("cloudtrail-fleet").panel("Exporter"), "", ""))
                .containsExactly(new Shown("down", "red"));
    }

    @Test
    void withOneOfTwoShardsDownNoPanelShowsAllAsHealthy() throws Exception {
        for (Panel panel : panels()) {
            List<Shown> shown = read("half", panel, "111122223333", "organization");
            switch (panel.title()) {
                case "Healthy" -> assertThat(shown).containsExactly(new Shown("0.5 percentunit", "red"));
                case "Exporter" -> assertThat(shown).containsExactly(new Shown("down", "red"));
                case "Config", "Discovery", "Discovery failures", "Accounts that no trail records" ->
                    assertThat(shown).as(panel.toString()).allMatch(each -> isUnknown(each.text()));
                case "What is broken, and what to do" ->
                    assertThat(shown).hasSize(1).allMatch(each -> each.text().startsWith("exporter down |"));
                default -> assertThat(shown).isNotEmpty();
            }
        }
    }

    /** Nothing was scraped: the wrong data source, or an exporter that never ran. */
    @Test
    void withoutAnyExporterNothingLooksGood() throws Exception {
        for (Panel panel : panels()) {
            assertThat(read("no-job", panel, "111122223333", "organization"))
                    .as(panel.toString())
                    .allMatch(each -> isUnknown(each.text()));
        }
    }

    private static boolean isUnknown(String text) {
        return UNKNOWN.matcher(text).find();
    }

    private static boolean isGrey(Shown shown) {
        return shown.colour().equals("#7b8087");
    }

    /** The colour of a line identifies it and is no state. */
    private static boolean isChart(Panel panel) {
        return panel.type().equals("timeseries");
    }

    private static boolean isGap(Shown shown) {
        return shown.text().endsWith(Screen.GAP);
    }

    /** The content for all trails of a job, or for one in the dashboard of one trail; also prints it. */
    private static List<Shown> read(String job, Panel panel, String account, String trail) throws Exception {
        Map<String, String> selected = panel.dashboard().uid().equals("cloudtrail-trail")
                ? Map.of("job", job, "account", account, "trail", trail)
                : Map.of("job", job);
        List<Shown> shown = new Screen(prometheus, selected).read(panel);
        print(job, panel, shown);
        return shown;
    }

    private static List<Panel> panels() {
        return Dashboard.all().stream()
                .flatMap(dashboard -> dashboard.panels().stream())
                .toList();
    }

    private static void print(String state, Panel panel, List<Shown> shown) {
        System.out.printf(
                "%-8s %-50s %s%n",
                state,
                panel,
                shown.stream()
                        .map(each -> each.text() + (each.colour().isEmpty() ? "" : " [" + each.colour() + "]"))
                        .collect(Collectors.joining("; ")));
    }

    /** The page of an exporter that polls one trail in two Regions, and discovers without an error. */
    private static String onlyTheHealthy(String page) {
        Set<String> faults = Set.of(
                "cloudtrail_exporter_aws_request_errors_total",
                "cloudtrail_exporter_implausible_values_total",
                "cloudtrail_discovery_failure");
        return page.lines()
                        .filter(line -> line.startsWith("#")
                                || !line.contains("trail=\"")
                                || line.contains("trail=\"organization\""))
                        .filter(line -> faults.stream().noneMatch(line::startsWith))
                        .filter(line -> !line.matches("cloudtrail_(discovery_up|recording_trails).* 0"))
                        .collect(Collectors.joining("\n"))
                + "\n";
    }
}
