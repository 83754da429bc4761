package io.github.cloudtrailexporter.web;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread for each request, from its first byte to the end of its response. There are many, because a client that
 * sends half a request holds one until the JDK closes the connection. Platform threads, because the JDK's server reads requests within
 * {@code synchronized}: before Java 24 a virtual thread would hold its carrier there.
 */
final class RequestThreads extends ThreadPoolExecutor {

    /** Each costs about 200 kB while it waits for the rest of a request (measured with 600). */
    static final int MOST = 1024;

    private static final Logger LOG = LoggerFactory.getLogger(RequestThreads.class);
    private static final long LOG_EVERY_NANOS = Duration.ofMinutes(1).toNanos();

    private long logged = System.nanoTime() - LOG_EVERY_NANOS;

    RequestThreads() {
        super(0, MOST, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), named("http"));
        setRejectedExecutionHandler((request, pool) -> reject());
    }

    /** Threads that a thread dump shows by name, and that never keep the process alive. */
    static ThreadFactory named(String name) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Makes the JDK's server close the connection. Called by its accept thread, which must not wait. */
    private void reject() {
        if (!isShutdown() && System.nanoTime() - logged >= LOG_EVERY_NANOS) {
            logged = System.nanoTime();
            LOG.atWarn()
                    .addKeyValue("threads", MOST)
                    .log("all request threads are busy, most likely with requests that do not arrive completely;"
                            + " new connections are closed");
        }
        throw new RejectedExecutionException("all request threads are busy");
    }
}
