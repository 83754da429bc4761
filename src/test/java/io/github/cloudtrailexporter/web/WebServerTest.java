package io.github.cloudtrailexporter.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cloudtrailexporter.config.WebConfig;
import io.github.cloudtrailexporter.trail.Snapshot;
import io.github.cloudtrailexporter.web.WebOptions.ListenAddress;
import io.github.cloudtrailexporter.web.WebOptions.PathPrefix;
import io.github.cloudtrailexporter.web.security.WebAccess;
import io.prometheus.client.GaugeMetricFamily;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.Thread.UncaughtExceptionHandler;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class WebServerTest {

    private static final Snapshot HUNDRED_TRAILS = hundredTrails();

    private Serving serving;

    @BeforeEach
    void start() throws IOException {
        serving = new Serving();
    }

    @AfterEach
    void stop() {
        serving.close();
    }

    @Test
    void metricsAreServedInTheTextFormat() {
        HttpResponse<String> response = serving.get("/metrics");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/plain; version=0.0.4; charset=utf-8");
        assertThat(response.body()).contains("test_up 1.0\n").contains("test_two 2.0\n");
    }

    @Test
    void metricsAreServedInTheOpenMetricsFormatToWhomLikesItBetter() {
        String prometheus =
                "application/openmetrics-text;version=1.0.0;q=0.5,application/openmetrics-text;version=0.0.1;"
                        + "q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2";

        HttpResponse<String> response = serving.get("/metrics", "Accept", prometheus);

        assertThat(response.headers().firstValue("Content-Type").orElseThrow())
                .startsWith("application/openmetrics-text; version=1.0.0");
        assertThat(response.body()).endsWith("# EOF\n");
    }

    @Test
    @Tag("H13")
    void strangeAcceptHeadersGetTheTextFormat() {
        List<String> strange = List.of(";;;,,q=x", "", "application/openmetrics-text;q=0", "a".repeat(10_000));

        for (String accept : strange) {
            HttpResponse<String> response = serving.get("/metrics", "Accept", accept);

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("text/plain");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip;q=0|false",
                "deflate|false",
                "gzip|true",
                "GZIP|true",
                "br,gzip;q=1.0|true",
                "identity|false",
                "*|true",
                "*,gzip;q=0|false",
                "gzip;q=x|false"
            })
    @Tag("H14")
    void compressionIsWhatTheClientAsksFor(String acceptEncoding, boolean compressed) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(serving.uri("/metrics"))
                .header("Accept-Encoding", acceptEncoding)
                .build();

        HttpResponse<byte[]> response = HttpClient.newHttpClient().send(request, BodyHandlers.ofByteArray());

        assertThat(response.headers().firstValue("Content-Encoding").isPresent())
                .isEqualTo(compressed);
        assertThat(response.headers().firstValue("Vary")).hasValue("Accept, Accept-Encoding");
        byte[] page = compressed ? gunzip(response.body()) : response.body();
        assertThat(new String(page, UTF_8)).contains("test_up 1.0\n");
    }

    private static byte[] gunzip(byte[] bytes) throws IOException {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return in.readAllBytes();
        }
    }

    @Test
    @Tag("H15")
    void namesFilterThePage() {
        assertThat(serving.get("/metrics?name%5B%5D=test_two").body())
                .contains("test_two 2.0\n")
                .doesNotContain("test_up");
        assertThat(serving.get("/metrics?name%5B%5D=nothing").body()).isEmpty();
    }

    @Test
    @Tag("H15")
    void unusableNamesAreRefusedWithoutAPoll() throws IOException {
        String many = "name[]=a&".repeat(1001);

        String tooMany = serving.raw("GET /metrics?" + many + " HTTP/1.0\r\n\r\n");
        String undecodable = serving.raw("GET /metrics?name[]=%zz HTTP/1.0\r\n\r\n");

        assertThat(tooMany).startsWith("HTTP/1.1 400 ");
        assertThat(undecodable).startsWith("HTTP/1.1 400 ");
        assertThat(serving.polls).hasValue(0);
    }

    @Test
    @Tag("H8")
    void headIsAnsweredWithoutAPoll() {
        HttpResponse<String> response = serving.send("HEAD", "/metrics");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain; version=0.0.4");
        assertThat(response.body()).isEmpty();
        assertThat(serving.polls).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/metrics", "/-/healthy", "/-/ready"})
    @Tag("H9")
    void pagesKnowGetAndHeadOnly(String path) throws IOException {
        for (String method : List.of("POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "FOO")) {
            String response = serving.raw(method + " " + path + " HTTP/1.0\r\nX-Echo: canary\r\n\r\n");

            assertThat(response).startsWith("HTTP/1.1 405 ").contains("Allow: GET, HEAD\r\n");
            assertThat(response).doesNotContain("canary");
        }
        assertThat(serving.polls).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/favicon.ico",
                "/metricsX",
                "/metrics/",
                "/-/healthyX",
                "/-/healthy/",
                "/../../etc/passwd",
                "/%00",
                "/%6detrics",
                "/-/nothing",
                "*"
            })
    @Tag("H10")
    void everythingElseIsNotFound(String path) throws IOException {
        String response = serving.raw("GET " + path + " HTTP/1.0\r\n\r\n");

        assertThat(response).startsWith("HTTP/1.1 404 ");
        assertThat(serving.polls).hasValue(0);
    }

    /** Later updates of Java (17.0.21 for one) refuse it by themselves. */
    @Test
    @Tag("H10")
    void aPathThatLooksLikeAHostIsNotFoundOrNoRequest() throws IOException {
        String response = serving.raw("GET //metrics HTTP/1.0\r\n\r\n");

        assertThat(response).matches(text -> text.startsWith("HTTP/1.1 404 ") || text.startsWith("HTTP/1.1 400 "));
        assertThat(serving.polls).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"CONNECT example.org:443 HTTP/1.1", "GET", "GET /", "\u0016\u0003\u0001", "GET \\ HTTP/1.1"})
    @Tag("H12")
    void whatIsNoRequestEndsTheConnectionOnly(String line) throws IOException {
        String response = serving.raw(line + "\r\n\r\n");

        assertThat(response).matches(text -> text.isEmpty() || text.startsWith("HTTP/1.1 400 "));
        assertThat(serving.get("/-/healthy").statusCode()).isEqualTo(200);
    }

    @Test
    @Tag("H12")
    void conflictingLengthsAreRefused() throws IOException {
        List<String> conflicts = List.of(
                "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
                "Content-Length: 5\r\nContent-Length: 6\r\n",
                "Content-Length: -1\r\n");

        for (String headers : conflicts) {
            assertThat(serving.raw("POST /-/reload HTTP/1.1\r\n" + headers + "\r\n"))
                    .startsWith("HTTP/1.1 400 ");
        }
    }

    @Test
    void connectionsAreKeptAlive() throws IOException {
        String request = "GET /-/healthy HTTP/1.1\r\nHost: localhost\r\n\r\n";
        String last = "GET /-/ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

        String responses = serving.raw(request + request + last);

        assertThat(responses.split("HTTP/1.1 200 OK", -1)).hasSize(4);
    }

    @Test
    void keepAliveAnswersAreNotDelayed() {
        serving.get("/-/healthy");
        long fastest = Long.MAX_VALUE;

        for (int i = 0; i < 20; i++) {
            long start = System.nanoTime();
            serving.get("/-/healthy");
            fastest = Math.min(fastest, System.nanoTime() - start);
        }

        // A delayed ACK takes at least 40 ms and would delay every answer; a busy machine delays only some.
        assertThat(Duration.ofNanos(fastest)).isLessThan(Duration.ofMillis(30));
    }

    @Test
    void healthyAndReadySayWhatTheyAre() {
        assertThat(serving.get("/-/healthy").body()).isEqualTo("Healthy\n");
        assertThat(serving.get("/-/ready").statusCode()).isEqualTo(200);
    }

    @Test
    @Tag("H23")
    void aCollectorThatThrowsIsAnErrorWithAnIdAndNoDetails() {
        List<Throwable> failures = List.of(
                new IllegalStateException("secret detail"),
                new StackOverflowError("secret detail"),
                new NoClassDefFoundError("secret detail"));

        for (Throwable failure : failures) {
            serving.families = () -> {
                throw Serving.sneaky(failure);
            };

            HttpResponse<String> response = serving.get("/metrics");

            assertThat(response.statusCode()).isEqualTo(500);
            assertThat(response.body()).matches("internal error, id=[0-9a-f]{8}\n");
        }
        assertThat(serving.get("/-/healthy").statusCode()).isEqualTo(200);
    }

    @Test
    @Tag("H23")
    @Tag("P7")
    void anErrorOfTheVirtualMachineIsAnsweredAndPassedOn() throws InterruptedException {
        UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        BlockingQueue<Throwable> uncaught = new LinkedBlockingQueue<>();
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> uncaught.add(failure));
        try {
            serving.families = () -> {
                throw new OutOfMemoryError("test");
            };

            assertThat(serving.get("/metrics").statusCode()).isEqualTo(500);
            assertThat(uncaught.poll(10, TimeUnit.SECONDS)).isInstanceOf(OutOfMemoryError.class);
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
    }

    @Test
    void aSourceThatThrowsIsAnErrorToo() {
        serving.snapshots = () -> {
            throw new AssertionError("secret detail");
        };

        assertThat(serving.get("/metrics").statusCode()).isEqualTo(500);
    }

    @Test
    @Tag("P13")
    void theHealthEndpointsAnswerWhileEveryScrapeHangs() throws Exception {
        CountDownLatch hang = new CountDownLatch(1);
        serving.snapshots = () -> await(hang);
        ExecutorService clients = Executors.newFixedThreadPool(80);
        try {
            List<Future<Integer>> scrapes = new ArrayList<>();
            for (int i = 0; i < 80; i++) {
                scrapes.add(clients.submit(() -> serving.get("/metrics").statusCode()));
            }
            waitFor(() -> serving.polls.get() == 80);

            assertThat(serving.get("/-/healthy").statusCode()).isEqualTo(200);

            hang.countDown();
            for (Future<Integer> scrape : scrapes) {
                assertThat(scrape.get(20, TimeUnit.SECONDS)).isEqualTo(200);
            }
        } finally {
            hang.countDown();
            clients.shutdownNow();
        }
    }

    @Test
    void aClientWithHalfOfThePagesWaitsWithinItsDeadlineAndLeavesTheRestToOthers() throws Exception {
        // More than the system buffers for a client that does not read.
        serving.families = () -> List.of(new GaugeMetricFamily("test_large", "x".repeat(8_000_000), 1));
        List<Socket> slowReaders = new ArrayList<>();
        try {
            for (int i = 0; i < 4; i++) {
                Socket socket = serving.connect(4096);
                slowReaders.add(socket);
                socket.getOutputStream().write("GET /metrics HTTP/1.0\r\n\r\n".getBytes(UTF_8));
                assertThat(socket.getInputStream().read()).isEqualTo('H');
            }

            HttpResponse<String> oneMore = serving.get("/metrics", "X-Prometheus-Scrape-Timeout-Seconds", "1");
            assertThat(oneMore.statusCode()).isEqualTo(503);
            assertThat(oneMore.headers().firstValue("Retry-After")).isPresent();
            assertThat(serving.rawFrom("127.0.0.2", "GET /metrics HTTP/1.0\r\n\r\n"))
                    .startsWith("HTTP/1.1 200 ");
        } finally {
            for (Socket socket : slowReaders) {
                socket.close();
            }
        }
    }

    @Test
    @Tag("H7")
    void ofAHundredScrapesAtOnceEachGetsThePageOr503WithRetryAfter() throws Exception {
        serving.snapshots = () -> HUNDRED_TRAILS;
        ExecutorService clients = Executors.newFixedThreadPool(100);
        try {
            List<Future<String>> scrapes = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                scrapes.add(clients.submit(() -> serving.raw("GET /metrics HTTP/1.0\r\n\r\n")));
            }

            for (Future<String> scrape : scrapes) {
                String response = scrape.get(30, TimeUnit.SECONDS);
                if (response.startsWith("HTTP/1.1 200 ")) {
                    assertThat(response).contains("cloudtrail_exporter_poll_duration_seconds ");
                } else {
                    assertThat(response).startsWith("HTTP/1.1 503 ").contains("Retry-after: 1\r\n");
                }
            }
        } finally {
            clients.shutdownNow();
        }
    }

    @Test
    @Tag("H11")
    void aTooLongUriGets414AndTooLargeHeadersGet431() throws IOException {
        String longUri = "/metrics?" + "a".repeat(13_000);
        String largeHeader = "A: " + "b".repeat(13_000) + "\r\n";
        String manyHeaders =
                IntStream.range(0, 70).mapToObj(i -> "A" + i + ": b\r\n").collect(Collectors.joining());

        assertThat(serving.raw("GET " + longUri + " HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.1 414 ");
        assertThat(serving.raw("GET /metrics HTTP/1.0\r\n" + largeHeader + "\r\n"))
                .startsWith("HTTP/1.1 431 ");
        assertThat(serving.raw("GET /metrics HTTP/1.0\r\n" + manyHeaders + "\r\n"))
                .startsWith("HTTP/1.1 431 ");
        assertThat(serving.polls).hasValue(0);
    }

    @Test
    @Tag("H12")
    void aMissingOrDoubleHostIsRejectedWhereHttpRequiresOne() throws IOException {
        String host = "Host: localhost\r\n";

        assertThat(serving.raw("GET /-/healthy HTTP/1.1\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ")
                .endsWith("Expected one Host header\n");
        assertThat(serving.raw("GET /-/healthy HTTP/1.1\r\n" + host + host + "\r\n"))
                .startsWith("HTTP/1.1 400 ");
        assertThat(serving.raw("GET /-/healthy HTTP/1.0\r\n" + host + host + "\r\n"))
                .startsWith("HTTP/1.1 400 ");
        assertThat(serving.raw("GET /-/healthy HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.1 200 ");
    }

    @Test
    @Tag("P1")
    void aStopLetsTheScrapeUnderWayFinishAndTakesNoLonger() throws Exception {
        CountDownLatch poll = new CountDownLatch(1);
        serving.snapshots = () -> await(poll);
        CompletableFuture<HttpResponse<String>> scrape = CompletableFuture.supplyAsync(() -> serving.get("/metrics"));
        waitFor(() -> serving.polls.get() == 1);

        CompletableFuture<Void> stop = CompletableFuture.runAsync(() -> serving.server.stop(Duration.ofSeconds(30)));
        waitFor(() -> serving.get("/-/healthy").statusCode() == 503);
        assertThat(serving.get("/-/ready").statusCode()).isEqualTo(503);
        assertThat(serving.send("HEAD", "/-/ready").statusCode()).isEqualTo(503);
        poll.countDown();

        assertThat(scrape.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        stop.get(10, TimeUnit.SECONDS);
        assertThatThrownBy(() -> serving.connect()).isInstanceOf(IOException.class);
    }

    @Test
    void aStopDoesNotWaitLongerThanItMay() {
        CountDownLatch never = new CountDownLatch(1);
        serving.snapshots = () -> await(never);
        CompletableFuture<Void> scrape = CompletableFuture.runAsync(() -> serving.get("/metrics"));
        waitFor(() -> serving.polls.get() == 1);
        long start = System.nanoTime();

        serving.server.stop(Duration.ofMillis(300));

        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(300), Duration.ofSeconds(5));
        assertThat(scrape).failsWithin(Duration.ofSeconds(5));
    }

    @Test
    @Tag("P1")
    void anIdleServerStopsAtOnce() {
        long start = System.nanoTime();

        serving.server.stop(Duration.ofSeconds(30));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void aReloadSaysWhatCameOfIt() {
        assertThat(serving.send("POST", "/-/reload").statusCode()).isEqualTo(200);
        assertThat(serving.send("PUT", "/-/reload").statusCode()).isEqualTo(200);

        serving.reload = () -> List.of("config.yml:3:5: first", "config.yml:9:1: second");
        HttpResponse<String> refused = serving.send("POST", "/-/reload");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).isEqualTo("config.yml:3:5: first\nconfig.yml:9:1: second\n");
    }

    @Test
    @Tag("H24")
    void aReloadIsNotToBeHadByGetNorByAForeignPage() {
        serving.reload = () -> {
            throw new AssertionError("reloaded");
        };

        HttpResponse<String> get = serving.get("/-/reload");

        assertThat(get.statusCode()).isEqualTo(405);
        assertThat(get.headers().firstValue("Allow")).hasValue("POST, PUT");
        assertThat(serving.send("POST", "/-/reload", "Origin", "https://evil.example")
                        .statusCode())
                .isEqualTo(403);
        assertThat(serving.send("POST", "/-/reload", "Sec-Fetch-Site", "cross-site")
                        .statusCode())
                .isEqualTo(403);
        assertThat(serving.send("POST", "/-/reload", "Sec-Fetch-Site", "same-site")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    @Tag("H24")
    void reloadsRunOneAfterTheOther() throws Exception {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        serving.reload = () -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            Thread.onSpinWait();
            running.decrementAndGet();
            return List.of();
        };
        ExecutorService clients = Executors.newFixedThreadPool(30);
        try {
            List<Future<Integer>> reloads = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                reloads.add(
                        clients.submit(() -> serving.send("POST", "/-/reload").statusCode()));
            }

            for (Future<Integer> reload : reloads) {
                assertThat(reload.get(20, TimeUnit.SECONDS)).isIn(200, 503);
            }
            assertThat(most).hasValue(1);
        } finally {
            clients.shutdownNow();
        }
    }

    @Test
    @Tag("H5")
    void theBodyOfARequestIsNotReadToItsEnd() throws IOException {
        try (Socket socket = serving.connect()) {
            String head = "POST /-/healthy HTTP/1.1\r\nHost: x\r\nContent-Length: 10000000000\r\n\r\nx";
            socket.getOutputStream().write(head.getBytes(UTF_8));

            String response = new String(socket.getInputStream().readAllBytes(), UTF_8);

            assertThat(response).startsWith("HTTP/1.1 405 ");
        }
    }

    @Test
    void theStatusPageIsServedAsASafeDocument() {
        HttpResponse<String> response = serving.get("/");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).startsWith("<!DOCTYPE html>").contains("cloudtrail-exporter 1.2.3");
        Map<String, List<String>> headers = response.headers().map();
        assertThat(headers).containsEntry("content-type", List.of("text/html; charset=utf-8"));
        assertThat(headers).containsEntry("x-frame-options", List.of("DENY"));
        assertThat(headers).containsEntry("x-content-type-options", List.of("nosniff"));
        assertThat(headers).containsEntry("referrer-policy", List.of("no-referrer"));
        assertThat(headers).containsEntry("cache-control", List.of("no-store"));
        assertThat(headers.get("content-security-policy").get(0)).startsWith("default-src 'none'; style-src 'sha256-");
    }

    @Test
    void aPersonWaitsAsLongAsAScrapeWithoutAHeader() throws InterruptedException {
        serving.pollTimeout = Duration.ofSeconds(10);

        serving.get("/", "X-Prometheus-Scrape-Timeout-Seconds", "20");

        assertThat(serving.deadlines.take()).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(10));
    }

    @Test
    @Tag("P5")
    void severalAddressesAreServed() throws IOException {
        ListenAddress any = new ListenAddress("127.0.0.1", 0);
        WebOptions options = new WebOptions(
                List.of(any, any), "/custom", PathPrefix.NONE, Duration.ZERO, WebAccess.of(WebConfig.NONE));

        try (Serving two = new Serving(options)) {
            assertThat(two.server.addresses()).hasSize(2).doesNotHaveDuplicates();
            assertThat(two.get("/custom").statusCode()).isEqualTo(200);
            assertThat(two.get("/metrics").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void behindAProxyEveryPathHasTheRoutePrefixAndLinksThatOfTheExternalUrl() throws IOException {
        PathPrefix prefix = new PathPrefix("/inner", "/outer");
        WebOptions options = new WebOptions(
                List.of(new ListenAddress("127.0.0.1", 0)),
                "/metrics",
                prefix,
                Duration.ZERO,
                WebAccess.of(WebConfig.NONE));

        try (Serving behind = new Serving(options)) {
            ListenAddress address =
                    new ListenAddress("127.0.0.1", behind.address().getPort());

            assertThat(behind.get("/inner/metrics").statusCode()).isEqualTo(200);
            assertThat(behind.get("/inner/-/healthy").statusCode()).isEqualTo(200);
            assertThat(behind.get("/metrics").statusCode()).isEqualTo(404);
            assertThat(behind.get("/inner/").body()).contains("\"/outer/metrics\"", "\"-/healthy\"");
            assertThatCode(() -> HealthProbe.check(address, prefix, WebConfig.NONE))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    @Tag("P4")
    void anAddressInUseIsNamedAndNothingIsKept() throws IOException {
        ListenAddress taken = new ListenAddress("127.0.0.1", serving.address().getPort());
        WebOptions options = new WebOptions(
                List.of(new ListenAddress("127.0.0.1", 0), taken),
                "/metrics",
                PathPrefix.NONE,
                Duration.ZERO,
                WebAccess.of(WebConfig.NONE));

        assertThatThrownBy(() -> new Serving(options))
                .isInstanceOf(IOException.class)
                .hasMessage("cannot listen on " + taken + ": Address already in use");
    }

    @Test
    void theDeadlineIsTheScrapesOwnMinusTheOffset() throws InterruptedException {
        serving.get("/metrics", "X-Prometheus-Scrape-Timeout-Seconds", "20");

        assertThat(serving.deadlines.take()).isBetween(Duration.ofSeconds(15), Duration.ofMillis(19_500));
    }

    private static Snapshot hundredTrails() {
        Fleet fleet = new Fleet();
        for (int i = 0; i < 100; i++) {
            fleet.healthy(String.format("%012d", i), "management", "eu-west-1", "eu-west-1");
        }
        return fleet.snapshot();
    }

    private static Snapshot await(CountDownLatch latch) {
        try {
            latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Serving.EMPTY;
    }

    private static void waitFor(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.onSpinWait();
        }
    }
}
