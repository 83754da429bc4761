package io.github.cloudtrailexporter;

import io.github.cloudtrailexporter.poll.Deadline;
import io.github.cloudtrailexporter.poll.SnapshotSource;
import io.github.cloudtrailexporter.trail.DiscoveryReport;
import io.github.cloudtrailexporter.trail.Snapshot;
import io.github.cloudtrailexporter.trail.TrailKey;
import io.github.cloudtrailexporter.trail.TrailReport;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine of the configuration in force. One engine makes the whole of a page; an engine that has been replaced is
 * closed when its last page is done.
 */
final class ReloadableEngine implements SnapshotSource, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ReloadableEngine.class);

    /** An engine and the number of its users, of which being in force is one. */
    private static final class Lease {
        private final Engine engine;
        private int users = 1;

        private Lease(Engine engine) {
            this.engine = engine;
        }
    }

    /** How much is polled; a trail in several Regions counts once. */
    private record Coverage(long trails, long accounts, long regions) {

        private static Coverage of(Snapshot snapshot) {
            List<TrailKey> keys =
                    snapshot.trails().stream().map(TrailReport::key).toList();
            List<DiscoveryReport> discoveries = snapshot.discoveries();
            return new Coverage(
                    keys.stream()
                            .map(key -> List.of(key.accountId(), key.homeRegion(), key.trail()))
                            .distinct()
                            .count(),
                    distinct(
                            keys.stream().map(TrailKey::accountId),
                            discoveries.stream().map(DiscoveryReport::accountId)),
                    distinct(
                            keys.stream().map(TrailKey::awsRegion),
                            discoveries.stream().map(DiscoveryReport::awsRegion)));
        }

        private static long distinct(Stream<String> some, Stream<String> more) {
            return Stream.concat(some, more)
                    .filter(value -> !value.isEmpty())
                    .distinct()
                    .count();
        }
    }

    private Lease current;
    private Coverage logged = new Coverage(0, 0, 0);

    ReloadableEngine(Engine engine) {
        current = new Lease(engine);
    }

    @Override
    public Snapshot snapshot(Deadline deadline) {
        Lease lease = take();
        try {
            Snapshot snapshot = lease.engine.snapshot(deadline);
            logIfChanged(Coverage.of(snapshot));
            return snapshot;
        } finally {
            giveBack(lease);
        }
    }

    synchronized Duration pollTimeout() {
        return current.engine.pollTimeout();
    }

    /** Puts this engine into force. */
    void replace(Engine next) {
        giveBack(put(next));
    }

    @Override
    public void close() {
        Lease last;
        synchronized (this) {
            last = current;
        }
        last.engine.close();
    }

    private synchronized void logIfChanged(Coverage coverage) {
        if (!coverage.equals(logged)) {
            logged = coverage;
            LOG.atInfo()
                    .addKeyValue("trails", coverage.trails())
                    .addKeyValue("accounts", coverage.accounts())
                    .addKeyValue("regions", coverage.regions())
                    .log("polling");
        }
    }

    private synchronized Lease put(Engine next) {
        Lease before = current;
        current = new Lease(next);
        return before;
    }

    private synchronized Lease take() {
        current.users++;
        return current;
    }

    private void giveBack(Lease lease) {
        boolean unused;
        synchronized (this) {
            lease.users--;
            unused = lease.users == 0;
        }
        if (unused) {
            lease.engine.close();
        }
    }
}
