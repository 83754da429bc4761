package io.github.cloudtrailexporter.poll;

import io.github.cloudtrailexporter.poll.SourceAccounts.Account;
import io.github.cloudtrailexporter.trail.DiscoveryReport;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Looks for trails, again and again, apart from the polls. What it knows can be read at any time; a poll waits for the
 * first round only, and no longer than it can.
 */
final class Discovery implements AutoCloseable {

    private final List<DiscoverySource> sources;
    private final Equipment context;
    private final Findings findings = new Findings();
    private final Map<Integer, List<Account>> accounts = new ConcurrentHashMap<>();
    private final CompletableFuture<Void> firstRound = new CompletableFuture<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(runnable -> {
        Thread thread = new Thread(runnable, "discovery");
        thread.setDaemon(true);
        return thread;
    });

    Discovery(List<DiscoverySource> sources, Equipment context) {
        this.sources = List.copyOf(sources);
        this.context = context;
        if (sources.isEmpty()) {
            firstRound.complete(null);
        }
    }

    /** Begins to look; {@code interval} is the time from the end of one round to the begin of the next. */
    @SuppressWarnings("FutureReturnValueIgnored") // round() never fails, and nothing else can
    void start(Duration interval) {
        if (!sources.isEmpty()) {
            timer.scheduleWithFixedDelay(this::round, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Complete when the first round has ended. */
    CompletableFuture<Void> firstRound() {
        return firstRound;
    }

    Collection<Target> targets() {
        return findings.targets();
    }

    Collection<DiscoveryReport> reports() {
        return findings.reports();
    }

    /** Looks at everything once, on this thread. */
    void round() {
        try {
            new DiscoveryRound(context, findings, accounts).run(sources).join();
        } catch (RuntimeException e) {
            // An exception would end the timer, and with it discovery, for good.
            System.getLogger(Discovery.class.getName())
                    .log(System.Logger.Level.ERROR, "a discovery round failed in an unforeseen way", e);
        } finally {
            firstRound.complete(null);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        firstRound.complete(null);
    }
}
