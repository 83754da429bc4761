package io.github.cloudtrailexporter.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every path, method and format of the HTTP contract. */
class HttpIT {

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
    @CsvSource(delimiter = '|', textBlock = """
            GET  | /          | 200
            HEAD | /          | 200
            GET  | /metrics   | 200
            HEAD | /metrics   | 200
            GET  | /-/healthy | 200
            HEAD | /-/healthy | 200
            GET  | /-/ready   | 200
            HEAD | /-/ready   | 200
            POST | /-/reload  | 200
            PUT  | /-/reload  | 200
            """)
    void knownPathIsServed(String method, String path, int status) throws Exception {
        HttpResponse<String> response = demo.request(method, path);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body().isEmpty()).isEqualTo(method.equals("HEAD"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            POST    | /          | GET, HEAD
            POST    | /metrics   | GET, HEAD
            PUT     | /metrics   | GET, HEAD
            DELETE  | /metrics   | GET, HEAD
            OPTIONS | /metrics   | GET, HEAD
            TRACE   | /metrics   | GET, HEAD
            FOO     | /metrics   | GET, HEAD
            POST    | /-/healthy | GET, HEAD
            POST    | /-/ready   | GET, HEAD
            GET     | /-/reload  | POST, PUT
            HEAD    | /-/reload  | POST, PUT
            DELETE  | /-/reload  | POST, PUT
            """)
    @Tag("H9")
    void knownPathWithAnotherMethodListsTheAllowedOnes(String method, String path, String allowed) throws Exception {
        HttpResponse<String> response = demo.request(method, path);

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).hasValue(allowed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/favicon.ico", "/metricsX", "/metrics/", "/-/healthyX", "/-/", "/index.html", "/%6detrics"})
    @Tag("H10")
    void unknownPathIsNotFound(String path) throws Exception {
        assertThat(demo.get(path).statusCode()).isEqualTo(404);
    }

    /** Later updates of Java, such as 17.0.21, reject it themselves. */
    @Test
    void pathThatLooksLikeAHostIsNotFoundOrABadRequest() throws Exception {
        assertThat(demo.get("//metrics").statusCode()).isIn(404, 400);
    }

    @Test
    void metricsAreTextWithoutAcceptHeader() throws Exception {
        HttpResponse<String> response = demo.get("/metrics");

        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/plain; version=0.0.4; charset=utf-8");
        assertThat(response.body()).contains("# TYPE cloudtrail_up gauge").doesNotContain("# EOF");
    }

    @Test
    void metricsAreOpenMetricsOnRequest() throws Exception {
        HttpResponse<String> response = demo.get("/metrics", "Accept", "application/openmetrics-text; version=1.0.0");

        assertThat(response.headers().firstValue("Content-Type"))
                .hasValue("application/openmetrics-text; version=1.0.0; charset=utf-8");
        assertThat(response.body()).endsWith("# EOF\n");
    }

    @Test
    @Tag("H14")
    void metricsAreCompressedIfAccepted() throws Exception {
        byte[] compressed = gzip("/metrics");

        try (InputStream body = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
            Page page = Page.of(new String(body.readAllBytes(), StandardCharsets.UTF_8));
            assertThat(page.named("cloudtrail_up").samples()).hasSize(13);
        }
    }

    @Test
    @Tag("H15")
    void onlyTheRequestedMetricsAreReturned() throws Exception {
        HttpResponse<String> response =
                demo.get("/metrics?name[]=cloudtrail_up&name[]=cloudtrail_failure".replace("[]", "%5B%5D"));

        assertThat(Page.of(response.body()).names()).containsExactly("cloudtrail_failure", "cloudtrail_up");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "NaN", "1e9", "x", ""})
    @Tag("H16")
    void implausibleScrapeTimeoutIsIgnored(String timeout) throws Exception {
        assertThat(demo.scrape("X-Prometheus-Scrape-Timeout-Seconds", timeout)
                        .named("cloudtrail_up")
                        .samples())
                .hasSize(13);
    }

    @Test
    void statusPageIsHtmlWithoutExternalResources() throws Exception {
        HttpResponse<String> response = demo.get("/");

        assertThat(response.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/html"));
        assertThat(response.body())
                .contains("/metrics")
                .doesNotContainPattern("(?i)<script|@import|url\\(")
                .doesNotContainPattern("(?i)<(?:link|img|iframe|source|object)[^>]*=[\"']?(?:https?:)?//");
    }

    private static byte[] gzip(String path) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) demo.uri(path).toURL().openConnection();
        connection.setRequestProperty("Accept-Encoding", "gzip");
        assertThat(connection.getResponseCode()).isEqualTo(200);
        assertThat(connection.getContentEncoding()).isEqualTo("gzip");
        try (InputStream body = connection.getInputStream()) {
            return body.readAllBytes();
        }
    }
}
