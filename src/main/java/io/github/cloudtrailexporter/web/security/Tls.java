package io.github.cloudtrailexporter.web.security;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import io.github.cloudtrailexporter.config.TlsConfig;
import io.github.cloudtrailexporter.metrics.ReloadMetrics;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;

/** TLS as the web configuration asks for it. */
public final class Tls extends HttpsConfigurator {

    /** After a change of the client CA no older session is resumed for longer than this. */
    private static final int SESSION_SECONDS = 300;

    private final TlsConfig config;

    private Tls(TlsConfig config, SSLContext context) {
        super(context);
        this.config = config;
    }

    /**
     * Reads the certificate, the key and the client CAs.
     *
     * @throws IOException if the files cannot be used; the message is for people
     */
    public static Tls of(TlsConfig config, ReloadMetrics reloads) throws IOException {
        TlsFiles files = new TlsFiles(config, reloads, System::nanoTime);
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    new KeyManager[] {new CurrentKeyManager(files)},
                    new TrustManager[] {new CurrentTrustManager(files, config.clientAuth())},
                    null);
            context.getServerSessionContext().setSessionTimeout(SESSION_SECONDS);
            return new Tls(config, context);
        } catch (GeneralSecurityException e) {
            throw new IOException("cannot serve TLS: " + e.getMessage(), e);
        }
    }

    @Override
    public void configure(HttpsParameters parameters) {
        SSLParameters tls = getSSLContext().getDefaultSSLParameters();
        tls.setProtocols(protocols());
        if (config.clientAuth().requires()) {
            tls.setNeedClientAuth(true);
        } else {
            tls.setWantClientAuth(config.clientAuth() != TlsConfig.ClientAuth.NO_CLIENT_CERT);
        }
        parameters.setSSLParameters(tls);
    }

    private String[] protocols() {
        return Arrays.stream(TlsConfig.Version.values())
                .filter(version -> version.compareTo(config.minVersion()) >= 0)
                .filter(version -> version.compareTo(config.maxVersion()) <= 0)
                .map(TlsConfig.Version::protocol)
                .toArray(String[]::new);
    }
}
