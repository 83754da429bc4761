package io.github.cloudtrailexporter.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the exporter stops answering, nobody knows how the trails are, and no verdict may say that they are well. */
class ExporterDownTest {

    private static final List<String> BOARDS = List.of("cloudtrail-fleet", "cloudtrail-trail");

    @TempDir
    private Path folder;

    @Test
    void noVerdictIsGreenWhileTheExporterIsDown() throws Exception {
        try (FixtureServer server = new FixtureServer(onlyTheHealthy(Resources.text("fixture.prom.txt")));
                Prometheus prometheus = Prometheus.start(folder, "1s", List.of(server.target()))) {
            prometheus.awaitResult("min(count_over_time(cloudtrail_up[1m])) >= 3");
            assertThat(colour(prometheus, Dashboard.of("cloudtrail-fleet").panel("Healthy")))
                    .isEqualTo("green");
            assertThat(colour(prometheus, Dashboard.of("cloudtrail-trail").panel("Logging")))
                    .isEqualTo("green");

            server.fail();
            prometheus.awaitResult("up == 0");

            assertThat(colour(prometheus, Dashboard.of("cloudtrail-fleet").panel("Exporter")))
                    .isEqualTo("red");
            for (String board : BOARDS) {
                for (Panel panel : Dashboard.of(board).panels()) {
                    if (panel.type().equals("stat")) {
                        assertThat(colour(prometheus, panel))
                                .as(panel.toString())
                                .isNotEqualTo("green");
                    }
                }
            }
        }
    }

    private static String onlyTheHealthy(String page) {
        return String.join(
                        "\n",
                        page.lines()
                                .filter(line -> !line.contains("trail=\"") || line.contains("trail=\"organization\""))
                                .toList())
                + "\n";
    }

    private static String colour(Prometheus prometheus, Panel panel) throws Exception {
        List<Json> series = prometheus.ask(panel.queries().get(0));
        return Verdict.of(panel, series.isEmpty() ? Double.NaN : Prometheus.last(series.get(0)));
    }
}
