package io.github.cloudtrailexporter.web;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Watches over a server from within its own process. The JDK's accept thread can die, and threads can lock each other
 * out: the process then lives on, its port is open, and nothing restarts it. Whatever is wrong three times in a row will
 * not get well by itself.
 */
public final class SelfProbe {

    /** How often to look. Three times this and the patience is less than a minute. */
    public static final Duration INTERVAL = Duration.ofSeconds(15);

    private static final Logger LOG = System.getLogger(SelfProbe.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int MISSES = 3;

    private final List<InetSocketAddress> addresses;
    private final Duration interval;
    private final Consumer<String> giveUp;
    private final Thread thread;

    private SelfProbe(List<InetSocketAddress> addresses, Duration interval, Consumer<String> giveUp) {
        this.addresses = List.copyOf(addresses);
        this.interval = interval;
        this.giveUp = giveUp;
        // A thread of its own and no executor: an Error in it is not kept in a future that nobody reads.
        thread = new Thread(this::watch, "self-probe");
        thread.setDaemon(true);
    }

    /**
     * Begins to watch.
     *
     * @param addresses where the server listens
     * @param giveUp is called, with the reason, when the process can no longer be helped; once
     */
    public static SelfProbe start(List<InetSocketAddress> addresses, Duration interval, Consumer<String> giveUp) {
        SelfProbe probe = new SelfProbe(addresses, interval, giveUp);
        probe.thread.start();
        return probe;
    }

    /** Looks no more. */
    public void stop() {
        thread.interrupt();
    }

    private void watch() {
        try {
            int misses = 0;
            while (true) {
                Thread.sleep(interval.toMillis());
                Optional<String> trouble = look();
                misses = trouble.isPresent() ? misses + 1 : 0;
                if (misses > 0) {
                    LOG.log(Level.WARNING, "self-probe: {0} ({1} of {2})", trouble.orElse(""), misses, MISSES);
                }
                if (misses == MISSES) {
                    giveUp.accept(trouble.orElse(""));
                    return;
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<String> look() {
        if (ManagementFactory.getThreadMXBean().findDeadlockedThreads() != null) {
            return Optional.of("threads wait for each other");
        }
        for (InetSocketAddress address : addresses) {
            try {
                Knock.on(address, PATIENCE);
            } catch (IOException e) {
                return Optional.of("no answer on port " + address.getPort() + ": "
                        + e.getClass().getSimpleName());
            }
        }
        return Optional.empty();
    }
}
