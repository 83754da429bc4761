package io.github.cloudtrailexporter.web;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * One request to a server on this machine, always in the clear and without a password: being refused, or turned away at
 * the limit of connections, is a sign of life as well.
 */
final class Knock {

    private Knock() {}

    /**
     * Returns when the server has answered or closed the connection.
     *
     * @throws IOException if it does neither in this time, or there is no way to it
     */
    static void on(InetSocketAddress bound, Duration patience) throws IOException {
        int millis = Math.toIntExact(patience.toMillis());
        try (Socket socket = new Socket()) {
            socket.connect(reachable(bound), millis);
            socket.setSoTimeout(millis);
            askAndRead(socket);
        }
    }

    private static InetSocketAddress reachable(InetSocketAddress bound) {
        return !bound.isUnresolved() && bound.getAddress().isAnyLocalAddress()
                ? new InetSocketAddress(InetAddress.getLoopbackAddress(), bound.getPort())
                : bound;
    }

    private static void askAndRead(Socket socket) throws SocketTimeoutException {
        String request = "GET " + WebOptions.HEALTHY + " HTTP/1.0\r\n\r\n";
        try {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            drain(socket.getInputStream());
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException closed) {
            // A reset comes from somebody, too.
            return;
        }
    }

    private static void drain(InputStream in) throws IOException {
        byte[] buffer = new byte[512];
        int read = 0;
        while (read >= 0) {
            read = in.read(buffer);
        }
    }
}
