package io.github.cloudtrailexporter.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cloudtrailexporter.faults.Figure;
import io.github.cloudtrailexporter.simulator.SimulatedAws;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Many clients and hostile clients, against the packaged exporter. */
@Tag("nightly")
class OverloadIT {

    private static final int TRAILS = 50;
    private static final String HALF = "GET /metrics HTTP/1.1\r\nHost: x\r\nX-A: ";

    @TempDir
    Path directory;

    private final SimulatedAws aws = SimulatedAws.start();
    private ExporterProcess exporter;
    private Crowd crowd = new Crowd(List.of());

    @BeforeEach
    void start() throws Exception {
        TrailsFile.of(aws, TRAILS, "min_interval: 45s, call_timeout: 9s").write(directory);
        exporter = Jar.in(directory).withKeys().serve();
    }

    @AfterEach
    void end() throws IOException {
        crowd.close();
        exporter.close();
        aws.close();
    }

    @Test
    @Tag("H2")
    void thousandIncompleteRequestsDoNotBlockTheNextScrape() throws Exception {
        exporter.scrape();
        int lines = exporter.log().size();

        crowd = Crowd.of(1000, exporter.port(), HALF);
        Duration waited = untilScraped(exporter);

        Figure.of("H2", "1,000 half-open connections: scraped after %d ms", waited.toMillis());
        Skips.within(Duration.ofSeconds(6), waited);
        assertThat(exporter.log()).hasSize(lines);
    }

    @Test
    @Tag("H2")
    void requestsBeyondTheThreadsAreLoggedOnce() throws Exception {
        crowd = Crowd.of(1300, exporter.port(), HALF);
        untilScraped(exporter);

        assertThat(exporter.log())
                .filteredOn(line -> line.contains("all request threads are busy"))
                .hasSize(1);
    }

    @Test
    @Tag("H3")
    void thousandIdleConnectionsDoNotBlockScrapesForLong() throws Exception {
        exporter.scrape();

        crowd = Crowd.of(1000, exporter.port(), "");
        Duration waited = untilScraped(exporter);

        Figure.of("H3", "1,000 idle connections: scraped after %.1f s", waited.toMillis() / 1e3);
        Skips.within(Duration.ofSeconds(20), waited);
    }

    @Test
    @Tag("H4")
    void thousandClientsThatDoNotReadDoNotBlockScrapes() throws Exception {
        exporter.scrape();

        crowd = Crowd.of(1000, exporter.port(), "GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n");
        Duration waited = untilScraped(exporter);

        Figure.of("H4", "1,000 clients that do not read: scraped after %d ms", waited.toMillis());
        Skips.within(Duration.ofSeconds(6), waited);
    }

    @Test
    @Tag("H7")
    void fiveHundredScrapesAtOnceAreOnePoll() throws Exception {
        aws.latency(Duration.ofMillis(200));
        long start = System.nanoTime();

        Map<Integer, Long> statuses = IntStream.range(0, 500).mapToObj(number -> scrapeAsync()).toList().stream()
                .map(CompletableFuture::join)
                .collect(Collectors.groupingBy(status -> status, Collectors.counting()));

        Figure.of(
                "H7",
                "500 scrapes at once: %d calls for %d trails; %d served, %d with 503, %d closed, in %d ms",
                aws.calls().count("GetTrailStatus"),
                TRAILS,
                statuses.getOrDefault(200, 0L),
                statuses.getOrDefault(503, 0L),
                statuses.getOrDefault(0, 0L),
                since(start).toMillis());
        assertThat(aws.calls().count("GetTrailStatus")).isEqualTo(TRAILS);
        assertThat(statuses).containsKey(200);
        assertThat(statuses.keySet()).isSubsetOf(200, 503, 0);
    }

    /** The status; 0 if the connection was closed because of the limit. */
    private CompletableFuture<Integer> scrapeAsync() {
        return exporter.getAsync("/metrics").handle((response, failure) -> {
            if (failure != null) {
                return 0;
            }
            if (response.statusCode() == 503) {
                assertThat(response.headers().firstValue("Retry-After")).isPresent();
            }
            return response.statusCode();
        });
    }

    @Test
    @Tag("H17")
    void clientThatDisconnectsDuringAScrapeLeaksNothing() throws Exception {
        exporter.isHealthy();
        int lines = exporter.log().size();
        aws.latency(Duration.ofMillis(500));

        Crowd.of(40, exporter.port(), "GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n")
                .close();
        untilScraped(exporter);
        Page page = exporter.scrape();

        assertThat(page.named("cloudtrail_up").samples()).hasSize(TRAILS).allMatch(up -> up.value() == 1);
        assertThat(aws.calls().count("GetTrailStatus")).isEqualTo(TRAILS);
        assertThat(exporter.log().stream().skip(lines))
                .allMatch(line ->
                        line.contains("one client address has reached its share") || line.contains("msg=\"polling\""))
                .hasSizeLessThanOrEqualTo(2);
        assertThat(exporter.threadsNamed("http-")).isLessThanOrEqualTo(41);
    }

    @ParameterizedTest
    @Tag("H6")
    @CsvSource({"slow headers, -H", "slow bodies, -B", "slow reading, -X -w 1 -y 2 -n 1 -z 32 -k 3"})
    void serviceIsAvailableSoonAfterAnAttack(String name, String options) throws Exception {
        Tools.need("slowhttptest");
        String attack = "slowhttptest -c 1000 -r 500 -i 2 -l 5 -x 24 -p 3 " + options;
        List<String> command = List.of((attack + " -u " + exporter.uri("/metrics")).split(" ", -1));
        CompletableFuture<Integer> attacking = CompletableFuture.supplyAsync(() -> run(command));

        int scrapes = 0;
        int served = 0;
        while (!attacking.isDone()) {
            scrapes++;
            served += scrapes(exporter) ? 1 : 0;
            TimeUnit.MILLISECONDS.sleep(100);
        }
        Duration waited = untilScraped(exporter);

        Figure.of(
                "H6", "%s: %d of %d scrapes served during, back %d ms after", name, served, scrapes, waited.toMillis());
        Skips.within(Duration.ofSeconds(6), waited);
    }

    private static int run(List<String> command) {
        try {
            return Tools.run("", command.toArray(String[]::new)).code();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The time until a scrape is answered, with retries after rejections. */
    private static Duration untilScraped(ExporterProcess exporter) throws InterruptedException {
        long start = System.nanoTime();
        while (!scrapes(exporter)) {
            assertThat(since(start)).isLessThan(Duration.ofSeconds(60));
            TimeUnit.MILLISECONDS.sleep(50);
        }
        return since(start);
    }

    private static boolean scrapes(ExporterProcess exporter) throws InterruptedException {
        try {
            HttpResponse<String> response = exporter.get("/metrics");
            return response.statusCode() == 200 && response.body().contains("cloudtrail_up");
        } catch (IOException turnedAway) {
            return false;
        }
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
