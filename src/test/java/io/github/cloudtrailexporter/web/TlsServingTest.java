package io.github.cloudtrailexporter.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cloudtrailexporter.config.WebConfig;
import io.github.cloudtrailexporter.config.WebConfig.TlsConfig;
import io.github.cloudtrailexporter.config.WebConfig.TlsConfig.ClientAuth;
import io.github.cloudtrailexporter.web.WebOptions.ListenAddress;
import io.github.cloudtrailexporter.web.WebOptions.PathPrefix;
import io.github.cloudtrailexporter.web.security.TlsFixture;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class TlsServingTest {

    private static final Optional<String> NOBODY = Optional.empty();

    @ParameterizedTest
    @CsvSource({"rsa-chain.pem, rsa.key", "ec.pem, ec-sec1.key", "ed25519.pem, ed25519.key"})
    void everyKindOfKeyServes(String certificate, String key) throws Exception {
        try (Serving serving = serving(TlsFixture.server(certificate, key))) {
            assertThat(status(serving, NOBODY)).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "NoClientCert, true, true, true",
        "RequestClientCert, true, true, true",
        "RequireAnyClientCert, false, true, true",
        "VerifyClientCertIfGiven, true, false, true",
        "RequireAndVerifyClientCert, false, false, true"
    })
    void clientsAreAskedForWhatThePolicyWants(ClientAuth policy, boolean nobody, boolean stranger, boolean known)
            throws Exception {
        try (Serving serving = serving(TlsFixture.clients(policy))) {
            assertThat(isServed(serving, NOBODY)).isEqualTo(nobody);
            assertThat(isServed(serving, Optional.of("stranger"))).isEqualTo(stranger);
            assertThat(isServed(serving, Optional.of("client"))).isEqualTo(known);
        }
    }

    @Test
    @Tag("H20")
    void onlySafeVersionsAndOnlyThoseConfiguredAreSpoken() throws Exception {
        TlsConfig both = TlsFixture.server("rsa.pem", "rsa.key");
        TlsConfig newest = new TlsConfig(
                both.certFile(), both.keyFile(), both.clientAuth(), both.clientCaFile(), List.of("TLSv1.3"));

        try (Serving serving = serving(both)) {
            assertThat(speaks(serving, "TLSv1.2")).isTrue();
            assertThat(speaks(serving, "TLSv1.3")).isTrue();
        }
        try (Serving serving = serving(newest)) {
            assertThat(speaks(serving, "TLSv1.2")).isFalse();
            assertThat(speaks(serving, "TLSv1.3")).isTrue();
        }
    }

    @Test
    @Tag("H20")
    void plainHttpOnTheTlsPortEndsTheConnectionOnly() throws Exception {
        try (Serving serving = serving(TlsFixture.server("rsa.pem", "rsa.key"))) {
            try {
                assertThat(serving.raw("GET /-/healthy HTTP/1.0\r\n\r\n")).doesNotContain("Healthy");
            } catch (IOException e) {
                // Reset by the server: refused as well.
                assertThat(e).isNotNull();
            }
            assertThat(status(serving, NOBODY)).isEqualTo(200);
        }
    }

    @Test
    @Tag("H21")
    void clientsThatStopInTheMiddleOfTheHandshakeDisturbNobody() throws Exception {
        List<Socket> halves = new ArrayList<>();
        try (Serving serving = serving(TlsFixture.server("rsa.pem", "rsa.key"))) {
            for (int i = 0; i < 8; i++) {
                Socket socket = serving.connect();
                halves.add(socket);
                socket.getOutputStream().write(new byte[] {0x16, 0x03, 0x01, 0x02, 0x00, 0x01});
            }

            assertThat(status(serving, NOBODY)).isEqualTo(200);
        } finally {
            for (Socket socket : halves) {
                socket.close();
            }
        }
    }

    @Test
    void theHealthProbeAsksOverTls() throws Exception {
        TlsConfig tls = TlsFixture.server("rsa.pem", "rsa.key");
        try (Serving serving = serving(tls)) {
            HealthProbe.check(new ListenAddress("127.0.0.1", serving.address().getPort()), PathPrefix.NONE, web(tls));
        }
    }

    @ParameterizedTest
    @EnumSource
    void theHealthProbeHasNoCertificateAndNeedsNone(ClientAuth policy) throws Exception {
        TlsConfig tls = TlsFixture.clients(policy);
        ListenAddress address;
        try (Serving serving = serving(tls)) {
            address = new ListenAddress("127.0.0.1", serving.address().getPort());
            HealthProbe.check(address, PathPrefix.NONE, web(tls));
        }

        assertThatThrownBy(() -> HealthProbe.check(address, PathPrefix.NONE, web(tls)))
                .isInstanceOf(IOException.class)
                .hasMessage("no answer from https://" + address + "/-/healthy: ConnectException");
    }

    @Test
    void filesThatCannotBeUsedAreSaidAtTheStart() {
        assertThatThrownBy(() -> serving(TlsFixture.server("rsa.pem", "stranger.key")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("does not belong to the certificate");
    }

    private static Serving serving(TlsConfig tls) throws IOException {
        return new Serving(Serving.options(web(tls)));
    }

    private static WebConfig web(TlsConfig tls) {
        return new WebConfig(Optional.of(tls), Map.of(), Map.of());
    }

    private static boolean isServed(Serving serving, Optional<String> certificate)
            throws GeneralSecurityException, InterruptedException {
        try {
            return status(serving, certificate) == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private static int status(Serving serving, Optional<String> certificate)
            throws GeneralSecurityException, IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder()
                .sslContext(TlsFixture.client(certificate))
                .build();
        URI uri = URI.create("https://127.0.0.1:" + serving.address().getPort() + "/metrics");
        return client.send(
                        HttpRequest.newBuilder(uri)
                                .timeout(Duration.ofSeconds(20))
                                .build(),
                        BodyHandlers.ofString())
                .statusCode();
    }

    private static boolean speaks(Serving serving, String version) throws GeneralSecurityException, IOException {
        try (SSLSocket socket = (SSLSocket) TlsFixture.client(NOBODY)
                .getSocketFactory()
                .createSocket("127.0.0.1", serving.address().getPort())) {
            socket.setSoTimeout(10_000);
            socket.setEnabledProtocols(new String[] {version});
            socket.getOutputStream().write("GET /-/healthy HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8).contains("Healthy");
        } catch (SSLException e) {
            return false;
        }
    }
}
