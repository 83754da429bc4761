package io.github.cloudtrailexporter.web;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * One request to the server itself. It loads the classes that accept, answer and close a connection: if the first
 * close happens when the process is out of file descriptors, those classes cannot be loaded any more, the accept thread
 * dies, and the port stays open without ever answering again (observed on JDK 17).
 */
final class WarmUp {

    private static final Logger LOG = System.getLogger(WarmUp.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private WarmUp() {}

    static void request(InetSocketAddress bound) {
        try {
            Knock.on(bound, PATIENCE);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "the warm-up request failed: {0}", e.toString());
        }
    }
}
