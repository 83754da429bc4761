package io.github.cloudtrailexporter.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.grack.nanojson.JsonObject;
import io.github.cloudtrailexporter.rules.Generation;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A real Prometheus and its parsers, on the demo's page in both formats. */
@Tag("prometheus")
class ScrapeIT {

    private static final String OPEN_METRICS = "openmetrics";
    private static final String TEXT = "text";

    @TempDir
    static Path directory;

    private static ExporterProcess demo;

    @BeforeAll
    static void startDemo() throws Exception {
        demo = Jar.in(directory).serve("--demo");
    }

    @AfterAll
    static void endDemo() {
        demo.close();
    }

    @ParameterizedTest
    @EnumSource
    void prometheusScrapesBothFormats(Generation generation, @TempDir Path folder) throws Exception {
        Path program = generation.require("prometheus");
        try (PlainTextProxy proxy = new PlainTextProxy(demo.uri(""));
                PrometheusProcess prometheus = PrometheusProcess.start(
                        program,
                        folder,
                        List.of(
                                new PrometheusProcess.Job(OPEN_METRICS, demo.port()),
                                new PrometheusProcess.Job(TEXT, proxy.port())))) {
            List<JsonObject> targets = prometheus.awaitTargets(2);

            assertThat(targets).allSatisfy(target -> {
                assertThat(target.getString("lastError")).isEmpty();
                assertThat(target.getString("health")).isEqualTo("up");
            });
            assertThat(proxy.accepted()).allMatch(accept -> accept.contains("openmetrics"));
            for (String job : List.of(OPEN_METRICS, TEXT)) {
                assertStory(prometheus, job);
            }
        }
    }

    /** @param job the value of {@code $job} */
    private static void assertStory(PrometheusProcess prometheus, String job) throws Exception {
        Map<String, Double> expected = Map.of(
                "up{$job}", 1.0,
                "count(cloudtrail_up{$job})", 13.0,
                "sum(cloudtrail_up{$job})", 12.0,
                "cloudtrail_delivery_error{$job,trail='legacy-trail',code='NoSuchBucket'}", 1.0,
                "cloudtrail_is_logging{$job,trail='sandbox-trail'}", 0.0,
                "time() - cloudtrail_last_delivery_timestamp_seconds{$job,trail='legacy-trail'} > bool 8 * 86400", 1.0,
                "cloudtrail_seconds_since_last_delivery{$job,trail='legacy-trail'} > bool 8 * 86400", 1.0,
                "sum(cloudtrail_exporter_aws_requests_total{$job,operation='GetTrailStatus'}) >= bool 13", 1.0);
        for (Map.Entry<String, Double> query : expected.entrySet()) {
            String text = query.getKey().replace("$job", "job='" + job + "'");
            assertThat(prometheus.value(text)).as(text).isEqualTo(query.getValue());
        }
    }

    @Test
    void promtoolAcceptsTheTextFormat() throws Exception {
        Tools.need("promtool");

        Tools.Ran check = Tools.run(demo.get("/metrics").body(), "promtool", "check", "metrics");

        assertThat(check.output()).isEmpty();
        assertThat(check.code()).isZero();
    }

    /** The parser that the OpenMetrics project uses to test implementations. */
    @Test
    void referenceParserReadsOpenMetrics() throws Exception {
        String python = Tools.needPythonWith("prometheus_client.openmetrics.parser");
        String page =
                demo.get("/metrics", "Accept", "application/openmetrics-text").body();

        Tools.Ran parsed = Tools.run(page, python, "-c", """
                import sys
                from prometheus_client.openmetrics.parser import text_string_to_metric_families as parse
                families = {family.name: family for family in parse(sys.stdin.read())}
                print(len(families["cloudtrail_up"].samples))
                """);

        assertThat(parsed.output().strip()).isEqualTo("13");
        assertThat(parsed.code()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/openmetrics-text"})
    void seriesKeepTheirOrder(String format) throws Exception {
        String first = shape(demo.get("/metrics", "Accept", format).body());

        String second = shape(demo.get("/metrics", "Accept", format).body());

        assertThat(second).isEqualTo(first);
    }

    /** The page without its values. */
    private static String shape(String page) {
        return page.lines()
                .filter(line -> !line.startsWith("jvm_"))
                .map(line -> line.startsWith("#") ? line : line.replaceFirst("(?<=[} ])[^} ]+$", ""))
                .reduce("", (lines, line) -> lines + line + "\n");
    }
}
