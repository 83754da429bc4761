package io.github.cloudtrailexporter.poll;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.github.cloudtrailexporter.poll.FakeCloudTrail.Operation;
import io.github.cloudtrailexporter.target.AwsIdentity;
import io.github.cloudtrailexporter.target.ListedTrail;
import io.github.cloudtrailexporter.target.Plan;
import io.github.cloudtrailexporter.target.Regions;
import io.github.cloudtrailexporter.target.Shard;
import io.github.cloudtrailexporter.trail.FailureReason;
import io.github.cloudtrailexporter.trail.Snapshot;
import io.github.cloudtrailexporter.trail.TrailArn;
import io.github.cloudtrailexporter.trail.TrailReport;
import io.github.cloudtrailexporter.trail.TrailReport.TrailOutcome.Failed;
import io.github.cloudtrailexporter.trail.TrailStatus;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.slf4j.LoggerFactory;

/**
 * Any mixture of trails that answer, fail, are slow, hang, or ignore interruption. Real threads and real deadlines of a few
 * milliseconds, because these are what is tested.
 */
class PollerPropertyTest {

    /** A busy machine may exceed a deadline by this much. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String HOME = "us-east-1";
    private static final AwsIdentity AMBIENT = new AwsIdentity.Ambient();
    private static final TrailStatus LOGGING = new TrailStatus(true, Map.of(), Optional.empty(), Optional.empty());

    /** How the call for one trail behaves. */
    enum Behaviour {
        ANSWERS,
        IS_REFUSED,
        BREAKS,
        IS_SLOW,
        HANGS,
        IGNORES_INTERRUPTION;

        Answer<TrailStatus> answer(CountDownLatch end) {
            return switch (this) {
                case ANSWERS -> Answer.value(LOGGING);
                case IS_REFUSED -> Answer.failure(FailureReason.ACCESS_DENIED);
                case BREAKS ->
                    timeout -> {
                        throw new IllegalStateException("a fault of the exporter");
                    };
                case IS_SLOW ->
                    timeout -> {
                        pause(end, Duration.ofMillis(5));
                        return LOGGING;
                    };
                case HANGS -> Answer.hang();
                case IGNORES_INTERRUPTION -> Answer.stuckUntil(end, Answer.value(LOGGING));
            };
        }

        boolean ends() {
            return this != HANGS && this != IGNORES_INTERRUPTION;
        }

        private static void pause(CountDownLatch end, Duration time) throws AwsCallException {
            try {
                end.await(time.toNanos(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AwsCallException(FailureReason.TIMEOUT);
            }
        }
    }

    /** Each fault of the exporter itself is a stack trace in the log. */
    @BeforeContainer
    static void quiet() {
        level(Level.OFF);
    }

    @AfterContainer
    static void loud() {
        level(Level.WARN);
    }

    private static void level(Level level) {
        ((Logger) LoggerFactory.getLogger(CallPool.class)).setLevel(level);
    }

    @Property(tries = 100)
    void aPollEndsByItsDeadlineWithEveryTrailInTheSnapshot(
            @ForAll @Size(min = 1, max = 30) List<Behaviour> trails,
            @ForAll @IntRange(min = 1, max = 64) int concurrency,
            @ForAll @IntRange(min = 1, max = 10) int millis) {
        CountDownLatch end = new CountDownLatch(1);
        try (Poller poller = poller(aws(trails, end), trails.size(), concurrency)) {
            long start = System.nanoTime();
            Snapshot snapshot = poller.snapshot(Deadline.in(Duration.ofMillis(millis)));
            Duration took = Duration.ofNanos(System.nanoTime() - start);

            assertThat(took).isLessThan(Duration.ofMillis(millis).plus(TOLERANCE));
            assertThat(snapshot.trails())
                    .hasSameSizeAs(trails)
                    .allSatisfy(report ->
                            assertThat(reasons(trails.get(index(report)))).contains(reason(report)));
        } finally {
            end.countDown();
        }
    }

    @Property(tries = 100)
    void aPollWithEnoughTimeEndsWithTheLastAnswerAndCutsNoCall(
            @ForAll @Size(min = 1, max = 30) List<Behaviour> trails,
            @ForAll @IntRange(min = 1, max = 64) int concurrency) {
        List<Behaviour> ending = trails.stream().filter(Behaviour::ends).toList();
        try (Poller poller = poller(aws(ending, new CountDownLatch(1)), ending.size(), concurrency)) {
            Snapshot snapshot = poller.snapshot(Deadline.in(LONG));

            assertThat(snapshot.pollDuration()).isLessThan(LONG);
            assertThat(snapshot.trails())
                    .hasSameSizeAs(ending)
                    .noneMatch(report -> Set.of("not_run", "timeout").contains(reason(report)));
        }
    }

    @Property(tries = 50)
    void simultaneousScrapesShareOnePoll(
            @ForAll @Size(min = 1, max = 10) List<Behaviour> trails, @ForAll @IntRange(min = 2, max = 32) int scrapes) {
        List<Behaviour> ending = trails.stream().filter(Behaviour::ends).toList();
        FakeCloudTrail aws = aws(ending, new CountDownLatch(1));
        ExecutorService scrapers = Executors.newFixedThreadPool(scrapes);
        try (Poller poller = poller(aws, ending.size(), 4)) {
            List<CompletableFuture<Snapshot>> answers = IntStream.range(0, scrapes)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> poller.snapshot(Deadline.in(LONG)), scrapers))
                    .toList();

            Set<Snapshot> snapshots = new HashSet<>();
            answers.forEach(answer -> snapshots.add(answer.join()));
            assertThat(snapshots).hasSize(1);
            assertThat(aws.count(Operation.TRAIL_STATUS)).isEqualTo(ending.size());
        } finally {
            scrapers.shutdownNow();
        }
    }

    /** The possible outcomes of such a trail: the deadline may pass before the call is made or has returned. */
    private static Set<String> reasons(Behaviour manner) {
        return switch (manner) {
            case ANSWERS, IS_SLOW -> Set.of("", "timeout", "not_run");
            case IS_REFUSED -> Set.of("access_denied", "timeout", "not_run");
            case BREAKS -> Set.of("internal", "timeout", "not_run");
            case HANGS, IGNORES_INTERRUPTION -> Set.of("timeout", "not_run");
        };
    }

    private static String reason(TrailReport report) {
        return report.outcome() instanceof Failed failed
                ? failed.failure().reason().label()
                : "";
    }

    private static FakeCloudTrail aws(List<Behaviour> trails, CountDownLatch end) {
        FakeCloudTrail aws = new FakeCloudTrail();
        for (int i = 0; i < trails.size(); i++) {
            aws.trailStatus(AMBIENT, arn(i), HOME, trails.get(i).answer(end));
        }
        return aws;
    }

    private static Poller poller(FakeCloudTrail aws, int trails, int concurrency) {
        List<ListedTrail> listedTrails = IntStream.range(0, trails)
                .mapToObj(PollerPropertyTest::arn)
                .map(arn -> new ListedTrail.Name(arn.accountId(), arn.homeRegion(), arn.name()))
                .map(name -> new ListedTrail(name, AMBIENT, new Regions.Home(), ""))
                .toList();
        Duration anHour = Duration.ofHours(1);
        PollerResources resources = new PollerResources(
                aws,
                new Plan(listedTrails, List.of(), Shard.ALL, "us-east-1"),
                new CallPool(concurrency),
                new MetadataCache(anHour, System::nanoTime),
                Clock.systemUTC());
        return new Poller(resources, new NoDiscovery(), anHour, snapshot -> {});
    }

    private static TrailArn arn(int index) {
        return new TrailArn("aws", HOME, FakeCloudTrail.AMBIENT_ACCOUNT, "trail-" + index);
    }

    private static int index(TrailReport report) {
        return Integer.parseInt(report.key().trail().substring("trail-".length()));
    }
}
