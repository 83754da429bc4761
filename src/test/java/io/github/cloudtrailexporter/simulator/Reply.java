package io.github.cloudtrailexporter.simulator;

import java.io.IOException;

/** The reply on a connection: usually an {@link HttpResponse}, under a fault anything else. */
@FunctionalInterface
interface Reply {

    /**
     * Sends it in the connection's own thread, so it may block for any time.
     *
     * @return whether the connection can serve another request
     */
    boolean sendOver(Connection connection) throws IOException, InterruptedException;
}
