package io.github.cloudtrailexporter.web;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * One request to the server itself. It loads the classes that accept, answer and close a connection: if the first
 * close happens when the process is out of file descriptors, those classes cannot be loaded any more, the accept thread
 * dies, and the port stays open without ever answering again (observed on JDK 17).
 */
final class WarmUp {

    private static final Logger LOG = System.getLogger(WarmUp.class.getName());
    private static final int TIMEOUT_MILLIS = 2000;

    private WarmUp() {}

    /** Over TLS, too, the request is sent in the clear: being refused loads what is needed as well. */
    static void request(InetSocketAddress bound) {
        InetAddress address =
                bound.getAddress().isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : bound.getAddress();
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, bound.getPort()), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            String request = "GET " + WebOptions.HEALTHY + " HTTP/1.0\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            drain(socket.getInputStream());
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "the warm-up request failed: {0}", e.toString());
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
