package io.github.cloudtrailexporter.web.security;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import io.github.cloudtrailexporter.config.WebConfig.TlsConfig;
import io.github.cloudtrailexporter.metrics.ReloadMetrics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocketFactory;
import nl.altindag.ssl.SSLFactory;
import nl.altindag.ssl.exception.GenericException;
import nl.altindag.ssl.util.SSLFactoryUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * TLS as the web configuration requires it. Changed files are read again when the next connection comes; files that
 * cannot be used leave the old ones in force.
 */
public final class Tls extends HttpsConfigurator {

    private static final Logger LOG = LoggerFactory.getLogger(Tls.class);

    private final TlsConfig config;
    private final SSLFactory factory;
    private final ReloadMetrics reloads;
    private final FileWatch watch;

    private Tls(TlsConfig config, SSLFactory factory, ReloadMetrics reloads, FileWatch watch) {
        super(factory.getSslContext());
        this.config = config;
        this.factory = factory;
        this.reloads = reloads;
        this.watch = watch;
    }

    /**
     * Reads the certificate, the key and the client CAs.
     *
     * @throws IOException if the files cannot be used; the message is for people
     */
    public static Tls of(TlsConfig config, ReloadMetrics reloads) throws IOException {
        return of(config, reloads, System::nanoTime);
    }

    static Tls of(TlsConfig config, ReloadMetrics reloads, LongSupplier nanoTime) throws IOException {
        FileWatch watch = new FileWatch(files(config), nanoTime);
        SSLFactory factory = TlsMaterial.load(config)
                .withSwappableIdentityMaterial()
                .withSwappableTrustMaterial()
                .build();
        return new Tls(config, factory, reloads, watch);
    }

    /** Connects to a server without checking who it is. */
    public static SSLSocketFactory clientTrustingAnyServer() {
        return SSLFactory.builder()
                .withTrustingAllCertificatesWithoutValidation()
                .build()
                .getSslSocketFactory();
    }

    private static List<Path> files(TlsConfig config) {
        return Stream.concat(Stream.of(config.certFile(), config.keyFile()), config.clientCaFile().stream())
                .toList();
    }

    @Override
    public void configure(HttpsParameters parameters) {
        reloadIfChanged();
        SSLParameters tls = getSSLContext().getDefaultSSLParameters();
        tls.setProtocols(protocols());
        if (config.clientAuth().requires()) {
            tls.setNeedClientAuth(true);
        } else {
            tls.setWantClientAuth(config.clientAuth() != TlsConfig.ClientAuth.NO_CLIENT_CERT);
        }
        parameters.setSSLParameters(tls);
    }

    void reloadIfChanged() {
        if (!watch.changed()) {
            return;
        }
        try {
            SSLFactoryUtils.reload(factory, TlsMaterial.load(config).build());
            reloads.succeeded(Clock.systemUTC().instant());
            LOG.atInfo().addKeyValue("cert", config.certFile()).log("reloaded the TLS certificate");
        } catch (IOException | GenericException e) {
            reloads.failed();
            LOG.atError()
                    .addKeyValue("error", e.getMessage())
                    .log("the changed TLS files cannot be used; the old ones stay in force");
        }
    }

    private String[] protocols() {
        return Arrays.stream(TlsConfig.Version.values())
                .filter(version -> version.compareTo(config.minVersion()) >= 0)
                .filter(version -> version.compareTo(config.maxVersion()) <= 0)
                .map(TlsConfig.Version::protocol)
                .toArray(String[]::new);
    }
}
