package io.github.cloudtrailexporter.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that stall, flood and never end, against a server with a small heap in a JVM of its own. */
@Timeout(120)
@Tag("nightly")
class HostileClientTest {

    private static final String PARTIAL = "GET /metrics HTTP/1.1\r\nHost: x\r\nX-A: ";

    private static ChildServer server;

    private final List<Socket> sockets = new ArrayList<>();

    @BeforeAll
    static void start() throws IOException {
        server = ChildServer.start("");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void leave() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    @Test
    @Tag("H1")
    void halfARequestDisturbsNobodyAndIsClosedInTime() throws Exception {
        Socket half = open(PARTIAL);
        long start = System.nanoTime();

        assertThat(server.answersScrape()).isTrue();
        assertThat(half.getInputStream().read()).isEqualTo(-1);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(8));
    }

    @Test
    @Tag("H2")
    void aFloodOfHalfRequestsIsOverSoon() throws Exception {
        for (int i = 0; i < 300; i++) {
            open(PARTIAL);
        }

        assertThat(server.untilAnswered(Duration.ofSeconds(15))).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    @Tag("H3")
    void idleConnectionsDoNotKeepOutScrapes() throws Exception {
        for (int i = 0; i < 300; i++) {
            open("");
        }

        assertThat(server.untilAnswered(Duration.ofSeconds(25))).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    @Tag("H5")
    void aBodyThatNeverEndsIsAnsweredAndNotRead() throws Exception {
        Socket trickle = open("POST /metrics HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab");
        CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> ChildServer.raw(trickle, "c"));

        assertThat(answer).succeedsWithin(Duration.ofSeconds(10)).asString().startsWith("HTTP/1.1 405 ");
        assertThat(server.answersScrape()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    @Tag("H11")
    void anOversizedRequestIsRefused(int kind) throws IOException {
        String request =
                switch (kind) {
                    case 0 -> "GET /metrics HTTP/1.1\r\n" + headers(300) + "\r\n";
                    case 1 -> "GET /metrics HTTP/1.1\r\nA: " + "b".repeat(1_000_000) + "\r\n\r\n";
                    default -> "GET /" + "a".repeat(100_000) + " HTTP/1.1\r\n\r\n";
                };

        assertThat(server.raw(request)).doesNotContain("HTTP/1.1 200");
        assertThat(server.answersScrape()).isTrue();
    }

    private static String headers(int n) {
        return IntStream.range(0, n).mapToObj(i -> "A" + i + ": b\r\n").collect(Collectors.joining());
    }

    @Test
    @Tag("H4")
    void slowReadersAreBoundedInMemoryAndTime() throws Exception {
        try (ChildServer patient = ChildServer.start("", "-Dsun.net.httpserver.maxRspTime=3")) {
            List<Socket> slow = new ArrayList<>();
            for (int i = 0; i < 150; i++) {
                Socket socket = patient.connect(4096);
                slow.add(socket);
                socket.getOutputStream()
                        .write("GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            }

            assertThat(patient.untilAnswered(Duration.ofSeconds(30))).isLessThan(Duration.ofSeconds(20));
            assertThat(patient.isAlive()).isTrue();
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "SILENT, 140",
        "SILENT, 600",
        "SILENT, 2000",
        "HALF_OPEN, 140",
        "HALF_OPEN, 600",
        "SLOW_READER, 140",
        "SLOW_READER, 300"
    })
    @Tag("H6")
    void nineOfTenScrapesAreAnsweredWithinSixSecondsDuringALongAttack(Attack.Kind kind, int connections)
            throws Exception {
        try (Attack attack = Attack.start(server.port(), kind, connections)) {
            Attack.Result result = attack.scrapes(20);

            assertThat(result.inTime()).as("%s", result).isGreaterThanOrEqualTo(18);
            assertThat(server.isAlive()).isTrue();
        }
    }

    @Test
    @Tag("P8")
    void theServerComesBackAfterItHadNoFileDescriptorsLeft() throws Exception {
        try (ChildServer poor = ChildServer.start("ulimit -n 120; ", "-Djdk.httpserver.maxConnections=1000")) {
            assertThat(poor.answersScrape()).isTrue();
            List<Socket> many = poor.connectUntilRefused();
            assertThat(many).as("more than there are file descriptors").hasSizeGreaterThan(120);
            for (Socket socket : many) {
                socket.close();
            }

            assertThat(poor.untilAnswered(Duration.ofSeconds(20))).isLessThan(Duration.ofSeconds(15));
        }
    }

    private Socket open(String bytes) throws IOException {
        Socket socket = server.connect();
        sockets.add(socket);
        socket.getOutputStream().write(bytes.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }
}
