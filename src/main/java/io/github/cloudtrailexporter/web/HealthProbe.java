package io.github.cloudtrailexporter.web;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** Asks an exporter on this machine whether it serves. */
public final class HealthProbe {

    private static final Duration PATIENCE = Duration.ofSeconds(4);
    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;

    private HealthProbe() {}

    /**
     * Returns if it does. One that wants a password serves, too.
     *
     * @throws IOException if it does not; the message is for people
     */
    public static void ask(ListenAddress address, boolean tls) throws IOException, InterruptedException {
        String host = address.host().isEmpty() ? "localhost" : bracketed(address.host());
        URI uri = URI.create((tls ? "https://" : "http://") + host + ":" + address.port() + WebOptions.HEALTHY);
        int status;
        try {
            HttpRequest request = HttpRequest.newBuilder(uri).timeout(PATIENCE).build();
            status = client(tls)
                    .send(request, HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            throw new IOException("no answer from " + uri + ": " + e.getClass().getSimpleName(), e);
        }
        if (status != OK && status != UNAUTHORIZED) {
            throw new IOException(uri + " answered " + status);
        }
    }

    private static String bracketed(String host) {
        return host.contains(":") ? "[" + host + "]" : host;
    }

    private static HttpClient client(boolean tls) throws IOException {
        HttpClient.Builder builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE);
        return tls ? builder.sslContext(trustingAnyone()).build() : builder.build();
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

    /** An extended one: for the plain kind the JDK would still compare the host's name. */
    private static final class Anyone extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
