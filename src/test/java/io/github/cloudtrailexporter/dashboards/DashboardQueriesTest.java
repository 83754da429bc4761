package io.github.cloudtrailexporter.dashboards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.cloudtrailexporter.rules.Generation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every query of every dashboard against a real Prometheus. It scrapes two processes with the same page, like two
 * replicas of the exporter: no number may count a trail twice.
 */
@Tag("prometheus")
@ParameterizedClass
@EnumSource
class DashboardQueriesTest {

    @Parameter
    @SuppressWarnings("unused") // JUnit needs a field for the argument that the lifecycle method takes
    private Generation generation;

    private static FixtureServer one;
    private static FixtureServer two;
    private static Prometheus prometheus;

    @BeforeParameterizedClassInvocation
    static void scrapeForAFewSeconds(Generation generation, @TempDir Path folder) throws Exception {
        String page = Resources.text("fixture.prom.txt");
        one = new FixtureServer(page);
        two = new FixtureServer(page);
        prometheus = Prometheus.start(
                generation, folder, "1s", Map.of("cloudtrail-exporter", List.of(one.target(), two.target())));
        prometheus.awaitResult("min(count_over_time(cloudtrail_up[1m])) >= 8 and on() count(up) == 2");
        prometheus.awaitResult("ALERTS{alertname=\"CloudTrailDiscoveryFailing\"}");
    }

    @AfterParameterizedClassInvocation
    static void stop() throws Exception {
        for (AutoCloseable closeable : Stream.of(prometheus, one, two)
                .filter(candidate -> candidate != null)
                .toList()) {
            closeable.close();
        }
    }

    @Test
    void everyPanelHasAResult() throws Exception {
        List<String> empty = new ArrayList<>();

        for (Dashboard dashboard : Dashboard.all()) {
            for (Query query : dashboard.queries()) {
                if (prometheus.run(query).isEmpty()) {
                    empty.add(query.where());
                }
            }
        }

        assertThat(empty).isEmpty();
    }

    @Test
    void everyAnnotationHasAResult() throws Exception {
        for (Dashboard dashboard : Dashboard.all()) {
            for (Query query : dashboard.annotationQueries()) {
                assertThat(prometheus.run(query)).as(query.where()).isNotEmpty();
            }
        }
    }

    @Test
    void totalsCountEachTrailOnce() throws Exception {
        assertThat(total("Exporter")).isEqualTo(1);
        assertThat(total("Healthy")).isCloseTo(3 / 13.0, within(1e-9));
        assertThat(total("Stopped")).isEqualTo(1);
        assertThat(total("Failing")).isEqualTo(3);
        assertThat(total("Unknown")).isEqualTo(4);
        assertThat(total("Old digests")).isEqualTo(2);
        assertThat(total("Time left")).isCloseTo(4 * 86400, within(60.0));
        assertThat(total("Discovery")).isEqualTo(2);
    }

    @Test
    void accountWithoutATrailOnPurposeIsNotListedAsUnrecorded() throws Exception {
        Panel panel = Dashboard.of("cloudtrail-fleet").panel("Accounts that no trail records");

        assertThat(prometheus.run(panel.queries().get(0)))
                .extracting(line -> line.get("metric").text("aws_account_id"))
                .contains("777788889999")
                .doesNotContain("999900001111");
    }

    @Test
    void everyFaultHasALineInTheTableWithItsRemedy() throws Exception {
        Panel table = Dashboard.of("cloudtrail-fleet").panel("What is broken, and what to do");

        List<Json> lines = prometheus.run(table.queries().get(0));

        assertThat(lines.stream()
                        .map(line -> line.get("metric"))
                        .map(labels ->
                                labels.text("problem") + ": " + labels.text("trail") + " " + labels.text("code")))
                .containsExactlyInAnyOrder(FAULTS);
        assertThat(lines)
                .allSatisfy(line -> assertThat(
                                Advice.in(table).about(line.get("metric").text("todo")))
                        .as(line.get("metric").text("todo"))
                        .isNotBlank());
        assertThat(lines.stream().map(line -> line.get("metric").text("account_name")))
                .contains("payments", "production", "");
    }

    private static final String[] FAULTS = {
        "trail missing: deleted trail_not_found",
        "not logging: legacy ",
        "S3 failing: audit AccessDenied",
        "S3 failing: audit AccessDenied",
        "S3 failing: vault KMS.DisabledException",
        "never delivered: fresh ",
        "unknown: locked access_denied",
        "unknown: busy throttled",
        "unknown: no-credentials credentials",
        "digest failing: vault KMS.DisabledException",
        "digest stale: quiet-digest ",
        "CloudWatch Logs failing: notify other",
        "SNS failing: notify AuthorizationError"
    };

    private static double total(String title) throws IOException, InterruptedException {
        List<Json> result = prometheus.run(
                Dashboard.of("cloudtrail-fleet").panel(title).queries().get(0));
        assertThat(result).as(title).hasSize(1);
        return Prometheus.last(result.get(0));
    }
}
