package io.github.cloudtrailexporter.web.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cloudtrailexporter.config.WebConfig.TlsConfig;
import io.github.cloudtrailexporter.config.WebConfig.TlsConfig.ClientAuth;
import io.github.cloudtrailexporter.metrics.ReloadMetrics;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TlsReloadTest {

    private static final Optional<String> NO_CERTIFICATE = Optional.empty();

    @TempDir
    private Path folder;

    private final AtomicLong clock = new AtomicLong();
    private final ReloadMetrics reloads = ReloadMetrics.ofTlsFiles(Instant.EPOCH);

    @Test
    @Tag("H22")
    void aNewCertificateIsServedAndABrokenOneIsNot() throws Exception {
        copy("rsa.pem", "rsa.key", 1);
        Tls tls = tls(ClientAuth.NoClientCert);
        assertThat(served(tls, NO_CERTIFICATE)).isEqualTo("CN=rsa");

        copy("ec.pem", "ec.key", 2);
        tls.reloadIfChanged();
        assertThat(served(tls, NO_CERTIFICATE)).as("not checked twice a second").isEqualTo("CN=rsa");
        secondLater(tls);
        assertThat(served(tls, NO_CERTIFICATE)).isEqualTo("CN=ec");
        assertThat(successful()).isOne();

        copy("rsa.pem", "ec.key", 3);
        secondLater(tls);
        assertThat(served(tls, NO_CERTIFICATE)).as("a key that does not match").isEqualTo("CN=ec");
        assertThat(successful()).isZero();

        Files.delete(folder.resolve("key.pem"));
        secondLater(tls);
        assertThat(served(tls, NO_CERTIFICATE)).as("no key at all").isEqualTo("CN=ec");

        copy("ed25519.pem", "ed25519.key", 4);
        secondLater(tls);
        assertThat(served(tls, NO_CERTIFICATE)).isEqualTo("CN=ed25519");
        assertThat(successful()).isOne();
    }

    @Test
    @Tag("H22")
    void aConnectionGoesOnWithTheCertificateItBeganWith() throws Exception {
        copy("rsa.pem", "rsa.key", 1);
        Tls tls = tls(ClientAuth.NoClientCert);
        try (SSLServerSocket listener = listen(tls.getSSLContext());
                SSLSocket client = connect(listener, NO_CERTIFICATE);
                SSLSocket server = accepted(listener, client)) {
            copy("ec.pem", "ec.key", 2);
            secondLater(tls);

            client.getOutputStream().write(7);
            assertThat(server.getInputStream().read()).isEqualTo(7);
            assertThat(subject(client)).isEqualTo("CN=rsa");
            client.setSoTimeout(1);
            server.setSoTimeout(1);
        }
        assertThat(served(tls, NO_CERTIFICATE)).isEqualTo("CN=ec");
    }

    @Test
    @Tag("H22")
    void aNewClientCaIsInForceAtOnce() throws Exception {
        copy("rsa.pem", "rsa.key", 1);
        Path authority = folder.resolve("ca.pem");
        Path known = TlsFixture.clients(ClientAuth.RequireAndVerifyClientCert)
                .clientCaFile()
                .orElseThrow();
        Files.copy(known, authority);
        Tls tls = tls(ClientAuth.RequireAndVerifyClientCert, Optional.of(authority));
        assertThat(served(tls, Optional.of("client"))).isEqualTo("CN=rsa");

        copy("rsa.pem", authority, 2);
        secondLater(tls);

        assertThatThrownBy(() -> served(tls, Optional.of("client"))).isInstanceOf(Exception.class);
        assertThat(successful()).isOne();
    }

    private Tls tls(ClientAuth policy) throws IOException {
        return tls(policy, Optional.empty());
    }

    private Tls tls(ClientAuth policy, Optional<Path> clientCa) throws IOException {
        TlsConfig config = new TlsConfig(
                folder.resolve("cert.pem"), folder.resolve("key.pem"), policy, clientCa, List.of("TLSv1.2", "TLSv1.3"));
        return Tls.of(config, reloads, clock::get);
    }

    private void secondLater(Tls tls) {
        clock.addAndGet(Duration.ofSeconds(1).toNanos());
        tls.reloadIfChanged();
    }

    private double successful() {
        return reloads.collect().stream()
                .filter(family -> family.name.equals("cloudtrail_exporter_tls_last_reload_successful"))
                .mapToDouble(family -> family.samples.get(0).value)
                .sum();
    }

    /** The subject of the certificate that a new connection gets. */
    private static String served(Tls tls, Optional<String> certificate) throws Exception {
        try (SSLServerSocket listener = listen(tls.getSSLContext())) {
            listener.setNeedClientAuth(certificate.isPresent());
            try (SSLSocket client = connect(listener, certificate);
                    SSLSocket server = accepted(listener, client)) {
                // Else the side that is closed first waits for the other.
                client.setSoTimeout(1);
                server.setSoTimeout(1);
                return subject(client);
            }
        }
    }

    private static SSLServerSocket listen(SSLContext context) throws IOException {
        return (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    private static SSLSocket connect(SSLServerSocket listener, Optional<String> certificate) throws Exception {
        return (SSLSocket) TlsFixture.client(certificate)
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), listener.getLocalPort());
    }

    /** The server's side of the connection, after the handshake. */
    private static SSLSocket accepted(SSLServerSocket listener, SSLSocket client) throws Exception {
        SSLSocket server = (SSLSocket) listener.accept();
        client.setSoTimeout(20_000);
        server.setSoTimeout(20_000);
        FutureTask<Void> handshake = new FutureTask<>(() -> {
            server.startHandshake();
            return null;
        });
        new Thread(handshake, "tls-server").start();
        client.startHandshake();
        handshake.get(20, TimeUnit.SECONDS);
        return server;
    }

    private static String subject(SSLSocket client) throws IOException {
        X509Certificate certificate = (X509Certificate) client.getSession().getPeerCertificates()[0];
        return certificate.getSubjectX500Principal().getName();
    }

    private void copy(String certificate, String key, int second) throws IOException {
        copy(certificate, folder.resolve("cert.pem"), second);
        copy(key, folder.resolve("key.pem"), second);
    }

    private static void copy(String resource, Path to, int second) throws IOException {
        Files.copy(TlsFixture.file(resource), to, StandardCopyOption.REPLACE_EXISTING);
        Files.setLastModifiedTime(to, FileTime.fromMillis(second * 1000L));
    }
}
