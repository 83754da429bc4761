package io.github.cloudtrailexporter.e2e;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Many connections that send the same bytes and then nothing. */
record Crowd(List<Socket> sockets) implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 10_000;

    static Crowd of(int size, int port, String words) throws IOException {
        Crowd crowd = new Crowd(new ArrayList<>());
        for (int i = 0; i < size; i++) {
            crowd.join(port, words);
        }
        return crowd;
    }

    private void join(int port, String words) throws IOException {
        Socket socket = new Socket();
        sockets.add(socket);
        socket.setReceiveBufferSize(4096);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
        try {
            socket.getOutputStream().write(words.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException turnedAway) {
            // One connection more than the server accepts.
            return;
        }
    }

    @Override
    public void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
