package io.github.cloudtrailexporter.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cloudtrailexporter.poll.AwsCallException;
import io.github.cloudtrailexporter.poll.CallListener;
import io.github.cloudtrailexporter.simulator.Fault;
import io.github.cloudtrailexporter.trail.FailureReason;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the port makes of a network that fails below HTTP. */
class NetworkFaultsTest {

    private static final char[] PASSWORD = "changeit".toCharArray();

    private final Simulation simulation = new Simulation();

    @AfterEach
    void close() {
        simulation.close();
    }

    static Stream<Fault> brokenConnections() {
        return Stream.of(
                Fault.reset(),
                Fault.endOfStream(),
                Fault.bytes("GARBAGE\r\n\r\n"),
                Fault.bytes("HTTP/1.1 abc\r\n\r\n"));
    }

    @ParameterizedTest
    @MethodSource("brokenConnections")
    @Tag("A31")
    void aConnectionThatBreaksIsNetwork(Fault fault) {
        simulation.breakStatus(fault);

        assertThat(simulation.reason()).isEqualTo(FailureReason.NETWORK);
        assertThat(simulation.recorder.codes("GetTrailStatus")).containsOnly("network");
    }

    @Test
    @Tag("A31")
    void aRefusedConnectionIsNetwork() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }

        assertThat(reasonAt("http://127.0.0.1:" + port)).isEqualTo(FailureReason.NETWORK);
    }

    @Test
    @Tag("A32")
    void aPeerWithoutTlsIsTls() {
        String plain = simulation.aws.endpoint().toString();

        assertThat(reasonAt(plain.replace("http:", "https:"))).isEqualTo(FailureReason.TLS);
    }

    @Test
    @Tag("A32")
    void anUntrustedCertificateIsReportedAsTls(@TempDir Path folder) throws Exception {
        try (SSLServerSocket server = tlsServer(folder, "-validity", "2")) {
            assertThat(reasonAt("https://127.0.0.1:" + server.getLocalPort())).isEqualTo(FailureReason.TLS);
        }
    }

    @Test
    @Tag("A32")
    void anExpiredCertificateIsTls(@TempDir Path folder) throws Exception {
        try (SSLServerSocket server = tlsServer(folder, "-startdate", "-9d", "-validity", "2")) {
            assertThat(reasonAt("https://127.0.0.1:" + server.getLocalPort())).isEqualTo(FailureReason.TLS);
        }
    }

    /** The alert that a server sends if it supports TLS 1.1 at most. */
    @Test
    @Tag("A32")
    void aPeerWithAnOldVersionIsTls() throws Exception {
        byte[] protocolVersion = {0x15, 3, 1, 0, 2, 2, 70};
        try (ServerSocket server = new ServerSocket(0)) {
            Thread answering = new Thread(() -> answerAlways(server, protocolVersion));
            answering.setDaemon(true);
            answering.start();
            assertThat(reasonAt("https://127.0.0.1:" + server.getLocalPort())).isEqualTo(FailureReason.TLS);
        }
    }

    private FailureReason reasonAt(String endpoint) {
        AwsOptions there = SimulatedWorld.options(simulation.aws, Duration.ofSeconds(5));
        AwsOptions options =
                new AwsOptions(Optional.empty(), Optional.of(URI.create(endpoint)), there.callTimeout(), 4, "test");
        try (AwsCloudTrail port = PortWithKeys.connect(options, CallListener.NONE, Clock.systemUTC())) {
            throw new AssertionError("did not fail: " + port.signIn(Simulation.ROLE, "eu-west-1", Simulation.ENOUGH));
        } catch (AwsCallException e) {
            return e.failure().reason();
        }
    }

    /** A server that shakes hands with a certificate of its own making. */
    private static SSLServerSocket tlsServer(Path folder, String... validity) throws Exception {
        Path store = folder.resolve("keys.p12");
        makeCertificate(store, validity);
        SSLServerSocket server =
                (SSLServerSocket) context(store).getServerSocketFactory().createServerSocket(0);
        Thread accepting = new Thread(() -> shakeHands(server));
        accepting.setDaemon(true);
        accepting.start();
        return server;
    }

    private static void makeCertificate(Path store, String... validity) throws Exception {
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Stream<String> fixed = Stream.of(
                keytool,
                "-genkeypair",
                "-keystore",
                store.toString(),
                "-storepass",
                new String(PASSWORD),
                "-alias",
                "a");
        Stream<String> certificate = Stream.of("-dname", "CN=127.0.0.1", "-ext", "san=ip:127.0.0.1", "-keyalg", "EC");
        Process process = new ProcessBuilder(Stream.of(fixed, certificate, Stream.of(validity))
                        .flatMap(arguments -> arguments)
                        .toList())
                .inheritIO()
                .start();
        assertThat(process.waitFor()).isZero();
    }

    private static SSLContext context(Path store) throws GeneralSecurityException, IOException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context;
    }

    private static void answerAlways(ServerSocket server, byte[] answer) {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                socket.getOutputStream().write(answer);
                socket.getInputStream().readAllBytes();
            } catch (IOException gone) {
                // The client has hung up, or the test is over.
            }
        }
    }

    private static void shakeHands(SSLServerSocket server) {
        while (!server.isClosed()) {
            try (SSLSocket socket = (SSLSocket) server.accept()) {
                socket.startHandshake();
            } catch (IOException refused) {
                // The client does not like the certificate, which is what the test wants, or the test is over.
            }
        }
    }
}
