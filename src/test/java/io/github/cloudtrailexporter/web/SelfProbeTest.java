package io.github.cloudtrailexporter.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** When a server counts as dead. */
class SelfProbeTest {

    private static final Duration OFTEN = Duration.ofMillis(20);

    private final BlockingQueue<String> givenUp = new LinkedBlockingQueue<>();
    private SelfProbe probe;

    private void watch(InetSocketAddress address) {
        probe = SelfProbe.start(List.of(address), OFTEN, givenUp::add);
    }

    @AfterEach
    void stop() {
        probe.stop();
    }

    private static InetSocketAddress addressOf(ServerSocket server) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getLocalPort());
    }

    private static ServerSocket listen() throws IOException {
        return new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    }

    @Test
    void aServerThatAnswersIsLeftAlone() throws Exception {
        try (Serving serving = new Serving()) {
            watch(serving.address());

            assertThat(givenUp.poll(300, TimeUnit.MILLISECONDS)).isNull();
        }
    }

    @Test
    void aServerThatTurnsEverybodyAwayLives() throws Exception {
        try (ServerSocket server = listen()) {
            watch(addressOf(server));

            for (int i = 0; i < 5; i++) {
                try (Socket socket = server.accept()) {
                    socket.setSoLinger(true, 0);
                }
            }

            assertThat(givenUp).isEmpty();
        }
    }

    @Test
    @Tag("P13")
    void aPortThatIsOpenWithNobodyBehindItIsDead() throws Exception {
        try (ServerSocket server = listen()) {
            watch(addressOf(server));

            assertThat(givenUp.poll(30, TimeUnit.SECONDS))
                    .isEqualTo("no answer on port " + server.getLocalPort() + ": SocketTimeoutException");
        }
    }

    @Test
    @Tag("P13")
    void aPortThatIsClosedIsDead() throws Exception {
        InetSocketAddress closed;
        try (ServerSocket server = listen()) {
            closed = addressOf(server);
        }

        watch(closed);

        assertThat(givenUp.poll(30, TimeUnit.SECONDS)).endsWith(": ConnectException");
    }
}
