package io.github.cloudtrailexporter.simulator;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Sends requests unchanged and returns the raw response, well-formed or not. */
final class RawClient {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final URI endpoint;

    RawClient(URI endpoint) {
        this.endpoint = endpoint;
    }

    /** The bytes received in time, including headers. */
    record Response(String text, boolean ended) {

        String body() {
            return text.substring(text.indexOf("\r\n\r\n") + 4);
        }

        String status() {
            return text.split(" ", 3)[1];
        }
    }

    Response json(String target, String service, String region, String body) throws IOException {
        return json(target, service, region, body, PATIENCE);
    }

    private Response json(String target, String service, String region, String body, Duration patience)
            throws IOException {
        return send(
                "POST / HTTP/1.1\r\nHost: simulated\r\nX-Amz-Target: " + target + "\r\n"
                        + authorization("AKIASIMULATED0000001", service, region) + withLength(body),
                patience);
    }

    Response query(String service, String region, String form) throws IOException {
        return send("POST / HTTP/1.1\r\nHost: simulated\r\n" + authorization("AKIASIMULATED0000001", service, region)
                + withLength(form));
    }

    Response trailStatus(String region, String name) throws IOException {
        return trailStatus(region, name, PATIENCE);
    }

    Response trailStatus(String region, String name, Duration patience) throws IOException {
        return json(
                "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.GetTrailStatus",
                "cloudtrail",
                region,
                "{\"Name\":\"" + name + "\"}",
                patience);
    }

    Response send(String request) throws IOException {
        return send(request, PATIENCE);
    }

    /** Reads until the peer closes the connection, sends nothing for {@code patience}, or has sent 1 MiB. */
    Response send(String request, Duration patience) throws IOException {
        try (Socket socket = new Socket(endpoint.getHost(), endpoint.getPort())) {
            socket.setSoTimeout((int) patience.toMillis());
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            ByteArrayOutputStream received = new ByteArrayOutputStream();
            boolean ended = readAll(new BufferedInputStream(socket.getInputStream()), received);
            return new Response(received.toString(StandardCharsets.UTF_8), ended);
        }
    }

    private static boolean readAll(InputStream in, ByteArrayOutputStream received) throws IOException {
        try {
            int b = in.read();
            while (b >= 0 && received.size() < 1 << 20) {
                received.write(b);
                b = in.read();
            }
            return b < 0;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    private static String authorization(String key, String service, String region) {
        return "Authorization: AWS4-HMAC-SHA256 Credential=" + key + "/20261124/" + region + "/" + service
                + "/aws4_request, SignedHeaders=host, Signature=0\r\n";
    }

    /** Requests {@code Connection: close}, so that the end of the connection is the end of the response. */
    private static String withLength(String body) {
        return "Connection: close\r\nContent-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n"
                + body;
    }
}
