package io.github.cloudtrailexporter.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;

/** Whatever the bytes of a request are, the next scrape is answered. */
@Tag("nightly")
class RequestFuzzTest {

    private static final Serving SERVING = serving();
    private static final AtomicInteger REQUESTS = new AtomicInteger();

    /** Each honest request costs as much as many others; in between, the server has not gone far. */
    private static final int HONEST_ONE_OF = 10;

    private static Serving serving() {
        try {
            return new Serving();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @FuzzTest
    void theNextScrapeIsAnswered(byte[] request) throws IOException {
        try (Socket socket = SERVING.connect()) {
            socket.getOutputStream().write(request);
            socket.shutdownOutput();
            drain(socket);
        }

        if (REQUESTS.getAndIncrement() % HONEST_ONE_OF == 0) {
            assertThat(SERVING.get("/metrics").statusCode()).isEqualTo(200);
            assertThat(SERVING.server.addresses()).isNotEmpty();
        }
    }

    /** Until the server closes; that it resets the connection is an answer, too. */
    private static void drain(Socket socket) {
        try {
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (SocketTimeoutException e) {
            throw new AssertionError("the server neither answers nor closes", e);
        } catch (IOException reset) {
            // as it should
        }
    }
}
