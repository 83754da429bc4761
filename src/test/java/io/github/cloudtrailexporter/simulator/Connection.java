package io.github.cloudtrailexporter.simulator;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** One client's TCP connection, with the faults of a misbehaving server. */
final class Connection implements Closeable {

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    Connection(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        this.in = new UnsharedInput(socket.getInputStream());
        this.out = socket.getOutputStream();
    }

    Optional<HttpRequest> nextRequest() throws IOException {
        return HttpRequest.read(in, () -> write("HTTP/1.1 100 Continue\r\n\r\n"));
    }

    void write(String text) throws IOException {
        write(text.getBytes(StandardCharsets.UTF_8));
    }

    void write(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** Blocks until the client disconnects or the simulator is closed. */
    void awaitPeerGone() throws IOException {
        while (in.read() >= 0) {
            // a client that pipelines is read and ignored
        }
    }

    /** Closes with a TCP reset instead of an orderly end. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
