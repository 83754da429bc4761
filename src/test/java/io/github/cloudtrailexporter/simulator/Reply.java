package io.github.cloudtrailexporter.simulator;

import java.io.IOException;

/** What goes back over a connection: usually an {@link HttpResponse}, under a fault anything else. */
@FunctionalInterface
interface Reply {

    /**
     * Sends it, in the connection's own thread: it may block as long as it likes.
     *
     * @return whether the connection can serve another request
     */
    boolean sendOver(Connection connection) throws IOException, InterruptedException;
}
