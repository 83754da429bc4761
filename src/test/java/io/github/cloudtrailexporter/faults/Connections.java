package io.github.cloudtrailexporter.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/** More connections than a server can take. */
public final class Connections {

    private static final int PATIENCE_MILLIS = 1000;

    private Connections() {}

    /** As many connections as the server accepts and the system queues, up to this number. To be closed. */
    public static List<Socket> untilRefused(int port, int atMost) throws IOException {
        List<Socket> connected = new ArrayList<>();
        while (connected.size() < atMost) {
            Socket socket = new Socket();
            try {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
            } catch (SocketTimeoutException e) {
                socket.close();
                return connected;
            }
            connected.add(socket);
        }
        return connected;
    }
}
