package io.github.cloudtrailexporter.web;

import io.github.cloudtrailexporter.config.TlsConfig;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** Asks an exporter on this machine whether it serves. */
public final class HealthProbe {

    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private HealthProbe() {}

    /**
     * Returns if it does. One that wants a password serves, too. One that wants a client's certificate, which we have
     * not, is alive if it refuses us.
     *
     * @param tls how it serves TLS, if it does
     * @throws IOException if it does not; the message is for people
     */
    public static void ask(ListenAddress address, Optional<TlsConfig> tls) throws IOException {
        String host = address.host().isEmpty() ? "localhost" : bracketed(address.host());
        URI uri = URI.create(
                (tls.isPresent() ? "https://" : "http://") + host + ":" + address.port() + WebOptions.HEALTHY);
        int status;
        try {
            if (tls.isPresent() && tls.get().clientAuth().requires()) {
                Knock.on(address.socketAddress(), PATIENCE);
                return;
            }
            status = status(uri);
        } catch (IOException e) {
            throw new IOException("no answer from " + uri + ": " + e.getClass().getSimpleName(), e);
        }
        if (status != HttpURLConnection.HTTP_OK && status != HttpURLConnection.HTTP_UNAUTHORIZED) {
            throw new IOException(uri + " answered " + status);
        }
    }

    private static String bracketed(String host) {
        return host.contains(":") ? "[" + host + "]" : host;
    }

    private static int status(URI uri) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        int millis = Math.toIntExact(PATIENCE.toMillis());
        connection.setConnectTimeout(millis);
        connection.setReadTimeout(millis);
        if (connection instanceof HttpsURLConnection secure) {
            secure.setSSLSocketFactory(trustingAnyone().getSocketFactory());
            secure.setHostnameVerifier((name, session) -> true);
        }
        return connection.getResponseCode();
    }

    /** The question is whether somebody answers on this machine; nothing secret is sent or believed. */
    private static SSLContext trustingAnyone() throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Anyone()}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private static final class Anyone implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
