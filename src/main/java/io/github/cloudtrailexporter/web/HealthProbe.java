package io.github.cloudtrailexporter.web;

import io.github.cloudtrailexporter.config.WebConfig;
import io.github.cloudtrailexporter.web.WebOptions.ListenAddress;
import io.github.cloudtrailexporter.web.WebOptions.PathPrefix;
import io.github.cloudtrailexporter.web.security.Tls;
import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import javax.net.ssl.HttpsURLConnection;

/** Checks whether an exporter on this machine serves. */
public final class HealthProbe {

    private static final int PATIENCE_MILLIS = 4000;

    private HealthProbe() {}

    /**
     * Fails if it does not, with a message for people. A server that requires a password serves, too; one that requires a
     * client certificate, which the probe does not have, is healthy if it rejects the handshake.
     */
    public static void check(ListenAddress address, PathPrefix prefix, WebConfig web) throws IOException {
        String authority = address.host().isEmpty() ? "localhost" + address : address.toString();
        String scheme = web.tls().isPresent() ? "https://" : "http://";
        URI uri = URI.create(scheme + authority + prefix.routes() + WebOptions.HEALTHY);
        int status;
        try {
            status = status(uri);
        } catch (IOException e) {
            if (web.tls().filter(tls -> tls.clientAuth().requires()).isPresent() && isRejected(e)) {
                return;
            }
            throw new IOException("no answer from " + uri + ": " + e.getClass().getSimpleName(), e);
        }
        if (status != HttpURLConnection.HTTP_OK && status != HttpURLConnection.HTTP_UNAUTHORIZED) {
            throw new IOException(uri + " answered " + status);
        }
    }

    /** Whether there was a connection: the rejection itself shows as an alert, a reset or a write that fails. */
    private static boolean isRejected(IOException failure) {
        return !(failure instanceof ConnectException
                || failure instanceof NoRouteToHostException
                || failure instanceof UnknownHostException
                || failure instanceof SocketTimeoutException);
    }

    private static int status(URI uri) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setConnectTimeout(PATIENCE_MILLIS);
        connection.setReadTimeout(PATIENCE_MILLIS);
        if (connection instanceof HttpsURLConnection secure) {
            // Only whether the server answers matters; nothing secret is sent or believed.
            secure.setSSLSocketFactory(Tls.clientTrustingAnyServer());
            secure.setHostnameVerifier((name, session) -> true);
        }
        return connection.getResponseCode();
    }
}
