package io.github.cloudtrailexporter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cloudtrailexporter.config.ConfigException;
import io.github.cloudtrailexporter.config.ConfigReader;
import io.github.cloudtrailexporter.config.ExporterConfig;
import io.github.cloudtrailexporter.metrics.ReloadMetrics;
import io.github.cloudtrailexporter.poll.AwsCallException;
import io.github.cloudtrailexporter.poll.CloudTrailPort;
import io.github.cloudtrailexporter.poll.Deadline;
import io.github.cloudtrailexporter.target.AwsIdentity;
import io.github.cloudtrailexporter.target.Shard;
import io.github.cloudtrailexporter.trail.FailureReason;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ReloadablePollerTest {

    private static final String NAME = "config.yml";

    private final ReloadMetrics metrics = ReloadMetrics.ofConfiguration(Instant.EPOCH);

    /** An AWS that rejects every identity once it responds, and whose connections can be closed or not. */
    private static final class Connections implements CloudTrailPort {

        private final CountDownLatch called = new CountDownLatch(1);
        private final CountDownLatch answers = new CountDownLatch(1);
        private final CountDownLatch closed = new CountDownLatch(1);
        private boolean closeable = true;

        @Override
        public Session signIn(AwsIdentity identity, String region, Duration timeout) throws AwsCallException {
            called.countDown();
            try {
                answers.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new AwsCallException(FailureReason.CREDENTIALS);
        }

        @Override
        public void close() {
            closed.countDown();
            if (!closeable) {
                throw new IllegalStateException("a connection cannot be closed");
            }
        }
    }

    /** Each read of the configuration has another trail, trail-1 first, and each poller uses the next connections. */
    private static CommandContext context(Iterator<CloudTrailPort> ports) {
        AtomicInteger reads = new AtomicInteger();
        return new CommandContext(
                NAME,
                region -> config("trail-" + reads.incrementAndGet()),
                aws -> Optional.empty(),
                config -> ports.next(),
                Shard.ALL);
    }

    private static ExporterConfig config(String trail) throws ConfigException {
        String yaml = "trails: [{name: " + trail + ", region: eu-west-1}]\npoll: {min_interval: 0s}\n";
        return ConfigReader.read(NAME, yaml, Map.of());
    }

    private ReloadablePoller poller(CloudTrailPort... ports) throws ConfigException {
        CommandContext context = context(List.of(ports).iterator());
        return new ReloadablePoller(context, context.read(), snapshot -> {}, metrics);
    }

    private double successful() {
        return metrics.collect().get(0).samples.get(0).value;
    }

    @Test
    void reloadSucceedsIfThePreviousPollerCannotBeClosed() throws Exception {
        Connections previous = new Connections();
        previous.closeable = false;
        Connections next = new Connections();
        next.answers.countDown();
        try (LogLines log = LogLines.of(ReloadablePoller.class.getName());
                ReloadablePoller poller = poller(previous, next)) {
            assertThat(poller.reload()).isEmpty();

            assertThat(successful()).isEqualTo(1);
            assertThat(previous.closed.getCount()).isZero();
            assertThat(log.lines())
                    .containsExactly(
                            "INFO configuration reloaded config=config.yml",
                            "WARN the previous configuration was not closed completely");
            assertThat(trail(poller)).isEqualTo("trail-2");
        }
        assertThat(next.closed.getCount()).isZero();
    }

    @Test
    void pollerThatCannotBeCreatedChangesNothing() throws Exception {
        Connections first = new Connections();
        first.answers.countDown();
        try (ReloadablePoller poller = poller(first)) {
            assertThat(poller.reload()).containsExactly("config.yml: cannot be applied, see the log");

            assertThat(successful()).isZero();
            assertThat(first.closed.getCount()).isEqualTo(1);
            assertThat(trail(poller)).isEqualTo("trail-1");
        }
    }

    @Test
    void previousPollerIsClosedAfterItsLastPage() throws Exception {
        Connections previous = new Connections();
        Connections next = new Connections();
        next.answers.countDown();
        try (ReloadablePoller poller = poller(previous, next)) {
            CompletableFuture<String> page = CompletableFuture.supplyAsync(() -> trail(poller));
            assertThat(previous.called.await(20, TimeUnit.SECONDS)).isTrue();

            poller.reload();

            assertThat(previous.closed.getCount()).isEqualTo(1);
            previous.answers.countDown();
            assertThat(page.get(20, TimeUnit.SECONDS)).isEqualTo("trail-1");
            assertThat(previous.closed.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(trail(poller)).isEqualTo("trail-2");
        }
    }

    private static String trail(ReloadablePoller poller) {
        return poller.snapshot(Deadline.in(Duration.ofSeconds(20)))
                .trails()
                .get(0)
                .key()
                .trail();
    }
}
