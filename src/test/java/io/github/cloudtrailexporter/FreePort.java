package io.github.cloudtrailexporter;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** For programs that do not report their port, so that the test must choose one. */
public final class FreePort {

    private FreePort() {}

    /** An unused port of the loopback address; use it at once, because another process can take it. */
    public static int find() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
