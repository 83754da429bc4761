package io.github.cloudtrailexporter.poll;

import io.github.cloudtrailexporter.poll.SourceAccounts.Account;
import io.github.cloudtrailexporter.target.DiscoverySource;
import io.github.cloudtrailexporter.target.Target;
import io.github.cloudtrailexporter.trail.DiscoveryReport;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Looks for trails, again and again, apart from the polls. What it knows can be read at any time; a poll waits for the
 * first round only, and no longer than it can.
 */
final class Discovery implements AutoCloseable {

    /** Far longer than a round of the largest organization takes. */
    private static final Duration LONGEST_ROUND = Duration.ofMinutes(10);

    private final List<DiscoverySource> sources;
    private final Equipment context;
    private final Findings findings;
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
        this.findings = new Findings(context.shard());
        new DiscoveryRound(context, findings, accounts).announce(this.sources);
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

    /** What the accounts are called, where somebody calls them something. */
    Map<String, String> accountNames() {
        Map<String, String> names = new HashMap<>();
        for (int number = 0; number < sources.size(); number++) {
            for (Account account : accounts.getOrDefault(number, List.of())) {
                if (!account.name().isEmpty()) {
                    names.putIfAbsent(account.id(), account.name());
                }
            }
        }
        return names;
    }

    /** Looks at everything once. */
    void round() {
        round(LONGEST_ROUND);
    }

    /** Looks at everything once, but gives up after this time: a call that never returns must not end discovery. */
    void round(Duration limit) {
        DiscoveryRound round = new DiscoveryRound(context, findings, accounts);
        try {
            CompletableFuture<Void> looked = round.run(sources);
            await(looked, limit);
            round.end();
            looked.join();
        } catch (VirtualMachineError e) {
            Uncaught.report(e);
        } catch (Throwable e) {
            // Whatever escapes from here ends the timer, and with it discovery, for good.
            System.getLogger(Discovery.class.getName())
                    .log(System.Logger.Level.ERROR, "a discovery round failed in an unforeseen way", e);
        } finally {
            firstRound.complete(null);
        }
    }

    private static void await(CompletableFuture<Void> looked, Duration limit) {
        try {
            looked.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException | ExecutionException e) {
            System.getLogger(Discovery.class.getName())
                    .log(System.Logger.Level.WARNING, "a discovery round did not end by itself: {0}", e.toString());
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        firstRound.complete(null);
    }
}
