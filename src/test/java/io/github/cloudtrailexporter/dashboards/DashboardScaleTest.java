package io.github.cloudtrailexporter.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With 1,400 pairs of trail and Region, more than half of them broken, no panel has too many lines. */
@Tag("nightly")
class DashboardScaleTest {

    private static final int COPIES = 100;
    private static final Pattern ACCOUNT = Pattern.compile("aws_account_id=\"([0-9]{3})[0-9]{9}\"");

    /** A graph or timeline with more lines than this is unreadable; a table can be scrolled. */
    private static final int MOST_LINES = 60;

    private static final int MOST_ROWS = 700;

    @TempDir
    private Path folder;

    @Test
    void noPanelShowsTheWholeFleetAtOnce() throws Exception {
        try (FixtureServer server = new FixtureServer(manyAccounts(Resources.text("fixture.prom.txt")));
                Prometheus prometheus = Prometheus.start(folder, "3s", List.of(server.target()))) {
            prometheus.awaitResult(
                    "count(cloudtrail_up) >= 1400 and on() min(count_over_time(cloudtrail_up[1m])) >= 2");

            for (Dashboard dashboard : List.of(Dashboard.of("cloudtrail-fleet"), Dashboard.of("cloudtrail-trail"))) {
                for (Panel panel : dashboard.panels()) {
                    int most = panel.type().equals("table") ? MOST_ROWS : MOST_LINES;
                    for (Query query : panel.queries()) {
                        assertThat(prometheus.run(query)).as(query.where()).hasSizeLessThanOrEqualTo(most);
                    }
                }
            }
        }
    }

    /** Repeats each line about an account for many accounts. */
    private static String manyAccounts(String page) {
        return page.lines().map(DashboardScaleTest::copies).collect(Collectors.joining("\n", "", "\n"));
    }

    private static String copies(String line) {
        Matcher account = ACCOUNT.matcher(line);
        if (line.startsWith("#") || !account.find()) {
            return line;
        }
        return IntStream.range(0, COPIES)
                .mapToObj(i -> account.replaceFirst("aws_account_id=\"$1%09d\"".formatted(i)))
                .collect(Collectors.joining("\n"));
    }
}
