package io.github.cloudtrailexporter.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.client.Collector;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.CounterMetricFamily;
import io.prometheus.client.GaugeMetricFamily;
import io.prometheus.client.exporter.HTTPServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What simpleclient's own server would answer with the same families is what is answered here. */
class SimpleclientPageTest {

    private static final List<Collector.MetricFamilySamples> FAMILIES = List.of(
            new GaugeMetricFamily("test_gauge", "Help with \\ and\nnew line.", List.of("name", "code"))
                    .addMetric(List.of("é \"quoted\" \\ \uD83D\uDE00", ""), 1.5)
                    .addMetric(List.of("two\nlines", "NoSuchBucket"), 1.79e9),
            new CounterMetricFamily("test_counter", "Counts.", 3),
            new GaugeMetricFamily("test_without_samples", "Nothing.", List.of("name")),
            new GaugeMetricFamily("test_not_a_number", "Odd.", Double.NaN));

    private final HttpClient http = HttpClient.newHttpClient();
    private Serving ours;
    private HTTPServer theirs;

    @BeforeEach
    void serve() throws IOException {
        ours = new Serving();
        ours.families = () -> FAMILIES;
        CollectorRegistry registry = new CollectorRegistry();
        registry.register(new Collector() {
            @Override
            public List<MetricFamilySamples> collect() {
                return FAMILIES;
            }
        });
        theirs = new HTTPServer.Builder()
                .withHostname("127.0.0.1")
                .withRegistry(registry)
                .withDaemonThreads(true)
                .build();
    }

    @AfterEach
    void stop() {
        ours.close();
        theirs.close();
    }

    @ParameterizedTest
    @CsvSource({
        "'', text/plain",
        "'', application/openmetrics-text; version=1.0.0",
        "?name%5B%5D=test_counter_total, text/plain",
        "?name%5B%5D=test_gauge&name%5B%5D=test_not_a_number, application/openmetrics-text; version=1.0.0",
        "?name%5B%5D=nothing, text/plain",
        "?other=test_gauge, text/plain"
    })
    void thePageIsTheOneOfSimpleclientsHandler(String query, String accept) throws Exception {
        HttpResponse<String> expected = get("http://127.0.0.1:" + theirs.getPort() + "/metrics" + query, accept);

        HttpResponse<String> answer = get(ours.uri("/metrics" + query).toString(), accept);

        // A snapshot's own families come before; none of them has this name.
        assertThat(answer.body().replaceFirst("(?s)^.*?cloudtrail_exporter_poll_duration_seconds 0.0\n", ""))
                .isEqualTo(expected.body());
        assertThat(answer.headers().firstValue("Content-Type"))
                .isEqualTo(expected.headers().firstValue("Content-Type"));
    }

    private HttpResponse<String> get(String uri, String accept) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(uri)).header("Accept", accept).build();
        return http.send(request, BodyHandlers.ofString());
    }
}
