package io.github.cloudtrailexporter.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ResponsesTest {

    /** A stop of the server waits for the handlers, not for what they leave in a buffer. */
    @Test
    @Tag("P1")
    void textIsSentBeforeTheHandlerEnds() throws Exception {
        CountDownLatch received = new CountDownLatch(1);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        server.createContext("/", exchange -> {
            Responses.text(exchange, 200, "Healthy");
            awaitAtMostFiveSeconds(received);
            exchange.close();
        });
        server.start();
        try {
            URLConnection request = URI.create(
                            "http://127.0.0.1:" + server.getAddress().getPort() + "/")
                    .toURL()
                    .openConnection();
            request.setReadTimeout(2000);

            assertThat(request.getInputStream().readAllBytes()).isEqualTo("Healthy\n".getBytes(StandardCharsets.UTF_8));
        } finally {
            received.countDown();
            server.stop(0);
        }
    }

    private static void awaitAtMostFiveSeconds(CountDownLatch latch) {
        try {
            latch.await(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
