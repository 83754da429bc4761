package io.github.cloudtrailexporter;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** For programs that do not say which port they got, and so must be told one. */
public final class FreePort {

    private FreePort() {}

    /** A port of the loopback address that nobody listens on; somebody else may be faster, so it is to be used at once. */
    public static int find() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
