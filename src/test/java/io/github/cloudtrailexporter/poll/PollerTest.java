package io.github.cloudtrailexporter.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cloudtrailexporter.poll.FakeCloudTrail.Operation;
import io.github.cloudtrailexporter.target.AwsIdentity;
import io.github.cloudtrailexporter.target.ListedTrail;
import io.github.cloudtrailexporter.target.Plan;
import io.github.cloudtrailexporter.target.Regions;
import io.github.cloudtrailexporter.target.Shard;
import io.github.cloudtrailexporter.trail.DiscoveryReport;
import io.github.cloudtrailexporter.trail.Failure;
import io.github.cloudtrailexporter.trail.FailureReason;
import io.github.cloudtrailexporter.trail.Snapshot;
import io.github.cloudtrailexporter.trail.TrailArn;
import io.github.cloudtrailexporter.trail.TrailKey;
import io.github.cloudtrailexporter.trail.TrailReport;
import io.github.cloudtrailexporter.trail.TrailReport.TrailOutcome.Failed;
import io.github.cloudtrailexporter.trail.TrailReport.TrailOutcome.Observed;
import io.github.cloudtrailexporter.trail.TrailSettings;
import io.github.cloudtrailexporter.trail.TrailStatus;
import io.github.cloudtrailexporter.trail.TrailStatus.Destination;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PollerTest {

    private static final Instant NOW = Instant.parse("2026-11-24T06:00:00Z");
    private static final AwsIdentity AMBIENT = new AwsIdentity.Ambient();
    private static final AwsIdentity ROLE = new AwsIdentity.Role("arn:aws:iam::444455556666:role/reader", "");
    private static final TrailArn MAIN = new TrailArn("aws", "eu-west-1", FakeCloudTrail.AMBIENT_ACCOUNT, "main");
    private static final TrailArn OTHER = new TrailArn("aws", "us-east-1", "444455556666", "other");
    private static final TrailStatus LOGGING =
            new TrailStatus(true, Map.of(), Optional.of(NOW.minusSeconds(60)), Optional.empty());
    private static final TrailStatus STOPPED = new TrailStatus(false, Map.of(), Optional.empty(), Optional.empty());
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final Duration CACHE_INTERVAL = Duration.ofMinutes(10);

    private final FakeCloudTrail aws = new FakeCloudTrail();
    private final TestTime time = new TestTime();
    private final List<Poller> pollers = new ArrayList<>();
    private final List<Snapshot> polled = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        pollers.forEach(Poller::close);
    }

    @Test
    void aNameBecomesAnArnWithTheAccountOfTheCredentials() {
        aws.trailStatus(AMBIENT, MAIN, "eu-west-1", Answer.value(LOGGING));

        Snapshot snapshot = poller(named(AMBIENT)).snapshot(time.in(LONG));

        assertThat(snapshot.trails()).singleElement().satisfies(report -> {
            assertThat(report.key()).isEqualTo(TrailKey.of(MAIN, "eu-west-1"));
            assertThat(report.arn()).contains(MAIN);
            assertThat(report.outcome()).isEqualTo(new Observed(LOGGING, NOW));
        });
    }

    @Test
    void aTrailWhoseAccountIsUnknownIsInTheSnapshot() {
        aws.accountId(AMBIENT, Answer.failure(FailureReason.NETWORK));

        Snapshot snapshot = poller(named(AMBIENT)).snapshot(time.in(LONG));

        assertThat(snapshot.trails()).singleElement().satisfies(report -> {
            assertThat(report.key()).isEqualTo(new TrailKey("", "eu-west-1", "eu-west-1", "main"));
            assertThat(reason(report)).isEqualTo(FailureReason.NETWORK);
        });
    }

    @Test
    void theAccountOfTheCredentialsIsRequestedOncePerPollForAllTrails() {
        aws.accountId(AMBIENT, Answer.failure(FailureReason.NETWORK));
        ListedTrail[] trails = IntStream.range(0, 100)
                .mapToObj(i -> new ListedTrail.Name("", "eu-west-1", "trail-" + i))
                .map(name -> new ListedTrail(name, AMBIENT, new Regions.Home(), ""))
                .toArray(ListedTrail[]::new);

        Snapshot snapshot = poller(trails).snapshot(time.in(LONG));

        assertThat(snapshot.trails()).hasSize(100);
        assertThat(aws.count(Operation.ACCOUNT_ID)).isEqualTo(1);
    }

    @Test
    void theAccountOfARoleIsKnownEvenIfTheRoleCannotBeAssumed() {
        aws.signIn(ROLE, Answer.failure(FailureReason.ASSUME_ROLE_DENIED));

        Snapshot snapshot = poller(named(ROLE)).snapshot(time.in(LONG));

        assertThat(snapshot.trails()).singleElement().satisfies(report -> {
            assertThat(report.key().accountId()).isEqualTo("444455556666");
            assertThat(reason(report)).isEqualTo(FailureReason.ASSUME_ROLE_DENIED);
        });
    }

    @Test
    void oneFailingRegionDoesNotAffectOthers() {
        aws.trailStatus(AMBIENT, MAIN, "eu-west-1", Answer.value(LOGGING))
                .trailStatus(AMBIENT, MAIN, "us-east-1", Answer.failure(FailureReason.ACCESS_DENIED))
                .trailStatus(AMBIENT, MAIN, "us-west-2", Answer.value(LOGGING));

        Snapshot snapshot = poller(byArn(AMBIENT, MAIN, "eu-west-1", "us-east-1", "us-west-2"))
                .snapshot(time.in(LONG));

        assertThat(outcomes(snapshot))
                .containsExactly("eu-west-1 logging", "us-east-1 access_denied", "us-west-2 logging");
    }

    @Test
    void aHangingTrailIsATimeoutAndDoesNotAffectOthers() {
        aws.trailStatus(AMBIENT, MAIN, "eu-west-1", time.hang())
                .trailStatus(AMBIENT, MAIN, "us-east-1", Answer.value(LOGGING));
        Poller poller = poller(byArn(AMBIENT, MAIN, "eu-west-1", "us-east-1"));

        CompletableFuture<Snapshot> snapshot = scrape(poller);
        awaitOutcomes(poller, "eu-west-1 timeout", "us-east-1 logging");
        time.advance(LONG);

        assertThat(outcomes(snapshot.join())).containsExactly("eu-west-1 timeout", "us-east-1 logging");
    }

    @Test
    @Tag("A30")
    void aCallThatIgnoresInterruptionDoesNotDelayTheSnapshot() {
        CountDownLatch never = new CountDownLatch(1);
        aws.trailStatus(AMBIENT, MAIN, "eu-west-1", Answer.stuckUntil(never, Answer.value(LOGGING)));

        Poller poller = poller(64, Duration.ofHours(1), byArn(AMBIENT, MAIN, "eu-west-1"));

        CompletableFuture<Snapshot> snapshot = scrape(poller);
        TestTime.await(() -> aws.count(Operation.TRAIL_STATUS) == 1);
        time.advance(LONG);

        assertThat(outcomes(poller.snapshot(time.now()))).containsExactly("eu-west-1 timeout");
        assertThat(outcomes(snapshot.join())).containsExactly("eu-west-1 timeout");
        never.countDown();
    }

    @Test
    @Tag("A40")
    void aCallThatWasNotMadeIsNotRunAndGoesFirstInTheNextPoll() {
        aws.trailStatus(AMBIENT, MAIN, "eu-west-1", time.takes(LONG, Answer.value(LOGGING)))
                .trailStatus(AMBIENT, MAIN, "us-east-1", Answer.value(LOGGING));
        Poller poller = poller(1, Duration.ZERO, byArn(AMBIENT, MAIN, "eu-west-1", "us-east-1"));

        Snapshot first = poller.snapshot(time.in(SHORT));
        Snapshot second = poller.snapshot(time.in(SHORT));

        assertThat(outcomes(first)).containsExactly("eu-west-1 timeout", "us-east-1 not_run");
        assertThat(outcomes(second)).containsExactly("eu-west-1 timeout", "us-east-1 logging");
    }

    @Test
    void aPollThatIsCutWhileItSubmitsCallsStillShowsEveryTrail() {
        String[] regions =
                IntStream.range(0, 5_000).mapToObj(i -> "eu-region-" + i).toArray(String[]::new);
        aws.trailStatus(AMBIENT, MAIN, regions[0], time.hang());

        for (int spins : new int[] {0, 1_000, 100_000, 1_000_000}) {
            Poller poller = poller(1, Duration.ofHours(1), byArn(AMBIENT, MAIN, regions));
            aws.signIn(AMBIENT, timeout -> {
                new Thread(() -> cutShort(poller, spins)).start();
                return "";
            });

            assertThat(poller.snapshot(time.in(LONG)).trails()).hasSize(regions.length);
        }
    }

    @Test
    @Tag("A40")
    void aCallThatStartedLateAndWasCutGoesFirstInTheNextPoll() {
        Answer<TrailStatus> slow = time.takes(SHORT.multipliedBy(6).dividedBy(10), Answer.value(LOGGING));
        aws.trailStatus(AMBIENT, MAIN, "eu-west-1", slow).trailStatus(AMBIENT, MAIN, "us-east-1", slow);
        Poller poller = poller(1, Duration.ZERO, byArn(AMBIENT, MAIN, "eu-west-1", "us-east-1"));

        Snapshot first = poller.snapshot(time.in(SHORT));
        Snapshot second = poller.snapshot(time.in(SHORT));

        assertThat(outcomes(first)).containsExactly("eu-west-1 logging", "us-east-1 timeout");
        assertThat(outcomes(second)).containsExactly("eu-west-1 timeout", "us-east-1 logging");
    }

    @Test
    @Tag("A40")
    void withTimeForSomeCallsOnlyEveryTrailIsPolledInTurn() {
        String[] regions = IntStream.range(0, 5).mapToObj(i -> "eu-region-" + i).toArray(String[]::new);
        for (String region : regions) {
            aws.trailStatus(
                    AMBIENT, MAIN, region, time.takes(SHORT.multipliedBy(4).dividedBy(10), Answer.value(LOGGING)));
        }
        Poller poller = poller(1, Duration.ZERO, byArn(AMBIENT, MAIN, regions));

        Set<String> answered = new TreeSet<>();
        for (int polls = 0; polls < 10 && answered.size() < regions.length; polls++) {
            outcomes(poller.snapshot(time.in(SHORT))).stream()
                    .filter(outcome -> outcome.endsWith(" logging"))
                    .forEach(answered::add);
        }

        assertThat(answered).hasSize(regions.length);
    }

    @Test
    @Tag("H7")
    void simultaneousScrapesShareOnePoll() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        aws.trailStatus(AMBIENT, MAIN, "eu-west-1", Answer.after(go, Answer.value(LOGGING)));
        Poller poller = poller(64, Duration.ofHours(1), byArn(AMBIENT, MAIN, "eu-west-1"));
        ExecutorService scrapers = Executors.newFixedThreadPool(50);

        List<CompletableFuture<Snapshot>> answers = IntStream.range(0, 50)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> poller.snapshot(time.in(LONG)), scrapers))
                .toList();
        go.countDown();
        CallBatch.all(answers.stream()).get();
        scrapers.shutdown();

        assertThat(aws.count(Operation.TRAIL_STATUS)).isEqualTo(1);
        assertThat(answers)
                .allSatisfy(answer -> assertThat(outcomes(answer.join())).containsExactly("eu-west-1 logging"));
    }

    @Test
    void aScrapeWithinTheMinimumIntervalIsServedFromTheLastPoll() {
        aws.trailStatus(AMBIENT, MAIN, "eu-west-1", Answer.value(LOGGING));
        Poller poller = poller(64, Duration.ofHours(1), byArn(AMBIENT, MAIN, "eu-west-1"));

        Snapshot first = poller.snapshot(time.in(LONG));
        Snapshot second = poller.snapshot(time.in(LONG));

        assertThat(second).isSameAs(first);
        TestTime.await(() -> !polled.isEmpty());
        assertThat(polled).containsExactly(first);
        assertThat(aws.count(Operation.TRAIL_STATUS)).isEqualTo(1);
    }

    @Test
    void aPollCutShortIsNotSharedWithAScrapeThatHasMoreTime() {
        aws.trailStatus(AMBIENT, MAIN, "eu-west-1", time.takes(LONG, Answer.value(LOGGING)));
        Poller poller = poller(64, Duration.ofHours(1), byArn(AMBIENT, MAIN, "eu-west-1"));
        poller.snapshot(time.in(SHORT));
        aws.trailStatus(AMBIENT, MAIN, "eu-west-1", Answer.value(LOGGING));

        Snapshot sameBudget = poller.snapshot(time.in(SHORT));
        Snapshot largerBudget = poller.snapshot(time.in(LONG));

        assertThat(outcomes(sameBudget)).containsExactly("eu-west-1 timeout");
        assertThat(outcomes(largerBudget)).containsExactly("eu-west-1 logging");
    }

    @Test
    void aScrapeWithMoreTimeGetsTheWholePollAndOneWithLessItsResultsSoFar() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        aws.trailStatus(AMBIENT, MAIN, "eu-west-1", Answer.after(go, Answer.value(LOGGING)));
        Poller poller = poller(byArn(AMBIENT, MAIN, "eu-west-1"));

        CompletableFuture<Snapshot> patient = scrape(poller);
        TestTime.await(() -> aws.count(Operation.TRAIL_STATUS) == 1);
        Snapshot hasty = poller.snapshot(time.now());
        go.countDown();

        assertThat(outcomes(hasty)).containsExactly("eu-west-1 timeout");
        assertThat(outcomes(patient.get())).containsExactly("eu-west-1 logging");
        assertThat(aws.count(Operation.TRAIL_STATUS)).isEqualTo(1);
    }

    @Test
    @Tag("A5")
    void noValueOfAnEarlierPollIsShownAfterAFailedOne() {
        aws.trailStatus(AMBIENT, MAIN, "eu-west-1", Answer.value(LOGGING));
        Poller poller = poller(64, Duration.ZERO, byArn(AMBIENT, MAIN, "eu-west-1"));
        poller.snapshot(time.in(LONG));

        aws.trailStatus(AMBIENT, MAIN, "eu-west-1", time.takes(LONG, Answer.value(LOGGING)));
        Snapshot hung = poller.snapshot(time.in(SHORT));
        aws.trailStatus(AMBIENT, MAIN, "eu-west-1", Answer.value(STOPPED));
        Snapshot stopped = poller.snapshot(time.in(LONG));

        assertThat(outcomes(hung)).containsExactly("eu-west-1 timeout");
        assertThat(outcomes(stopped)).containsExactly("eu-west-1 stopped");
    }

    @Test
    @Tag("A23")
    void credentialsThatHangCostOneCallAndTheirOwnTrailsOnly() {
        aws.signIn(ROLE, time.hang()).trailStatus(AMBIENT, MAIN, "eu-west-1", Answer.value(LOGGING));
        Poller poller = poller(
                byArn(ROLE, OTHER, "us-east-1", "us-west-2"),
                byArn(ROLE, OTHER, "eu-west-1"),
                byArn(AMBIENT, MAIN, "eu-west-1"));

        CompletableFuture<Snapshot> snapshot = scrape(poller);
        TestTime.await(() -> aws.count(Operation.SIGN_IN) == 2);
        awaitOutcomes(poller, "eu-west-1 logging", "eu-west-1 not_run", "us-east-1 not_run", "us-west-2 not_run");
        time.advance(LONG);

        assertThat(outcomes(snapshot.join()))
                .containsExactly("eu-west-1 logging", "eu-west-1 timeout", "us-east-1 timeout", "us-west-2 timeout");
        assertThat(aws.calls().stream().filter(call -> call.identity().equals(ROLE)))
                .hasSize(1);
    }

    @Test
    @Tag("A26")
    void anUnknownTokenMeansADisabledRegionWhereItWasGoodInAnother() {
        Failure unknown = new Failure(FailureReason.CREDENTIALS, "UnrecognizedClientException");
        aws.trailStatus(AMBIENT, MAIN, "eu-west-1", Answer.value(LOGGING))
                .trailStatus(AMBIENT, MAIN, "af-south-1", Answer.failure(unknown))
                .trailStatus(ROLE, OTHER, "af-south-1", Answer.failure(unknown));

        Snapshot snapshot = poller(byArn(AMBIENT, MAIN, "eu-west-1", "af-south-1"), byArn(ROLE, OTHER, "af-south-1"))
                .snapshot(time.in(LONG));

        assertThat(outcomes(snapshot))
                .containsExactly("af-south-1 region_disabled", "eu-west-1 logging", "af-south-1 credentials");
    }

    @Test
    void anExpiredTokenNeverMeansADisabledRegion() {
        aws.trailStatus(AMBIENT, MAIN, "eu-west-1", Answer.value(LOGGING))
                .trailStatus(
                        AMBIENT,
                        MAIN,
                        "us-east-1",
                        Answer.failure(new Failure(FailureReason.CREDENTIALS, "ExpiredTokenException")));

        Snapshot snapshot =
                poller(byArn(AMBIENT, MAIN, "eu-west-1", "us-east-1")).snapshot(time.in(LONG));

        assertThat(outcomes(snapshot)).containsExactly("eu-west-1 logging", "us-east-1 credentials");
    }

    @Test
    void everyEnabledRegionIsPolledAndTheListIsRequestedOnce() {
        aws.enabledRegions(AMBIENT, Answer.value(Set.of("eu-west-1", "us-east-1")))
                .trailStatus(AMBIENT, MAIN, "eu-west-1", Answer.value(LOGGING))
                .trailStatus(AMBIENT, MAIN, "us-east-1", Answer.value(STOPPED));
        Poller poller = poller(64, Duration.ZERO, inEveryRegion(MAIN));

        poller.snapshot(time.in(LONG));
        Snapshot snapshot = poller.snapshot(time.in(LONG));

        assertThat(outcomes(snapshot)).containsExactly("eu-west-1 logging", "us-east-1 stopped");
        assertThat(aws.count(Operation.ENABLED_REGIONS)).isEqualTo(1);
        assertThat(snapshot.discoveries())
                .singleElement()
                .satisfies(report -> assertThat(report.failure()).isEmpty());
    }

    @Test
    void withoutTheEnabledRegionsTheHomeRegionIsPolledAndTheFailureIsReported() {
        aws.enabledRegions(AMBIENT, Answer.failure(FailureReason.ACCESS_DENIED))
                .trailStatus(AMBIENT, MAIN, "eu-west-1", Answer.value(LOGGING));

        Snapshot snapshot = poller(inEveryRegion(MAIN)).snapshot(time.in(LONG));

        assertThat(outcomes(snapshot)).containsExactly("eu-west-1 logging");
        assertThat(snapshot.discoveries())
                .extracting(DiscoveryReport::accountId, DiscoveryReport::awsRegion, DiscoveryReport::failure)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        MAIN.accountId(), "eu-west-1", Optional.of(Failure.of(FailureReason.ACCESS_DENIED))));
    }

    @Test
    void theKnownRegionsAreKeptWhenTheNextRequestFails() {
        aws.enabledRegions(AMBIENT, Answer.value(Set.of("eu-west-1", "us-east-1")));
        Poller poller = poller(64, Duration.ZERO, inEveryRegion(MAIN));
        poller.snapshot(time.in(LONG));

        time.advance(CACHE_INTERVAL);
        aws.enabledRegions(AMBIENT, Answer.failure(FailureReason.THROTTLED));
        Snapshot snapshot = poller.snapshot(time.in(LONG));

        assertThat(snapshot.trails())
                .extracting(report -> report.key().awsRegion())
                .containsExactly("eu-west-1", "us-east-1");
        assertThat(snapshot.discoveries())
                .singleElement()
                .satisfies(report -> assertThat(report.failure()).contains(Failure.of(FailureReason.THROTTLED)));
    }

    @Test
    void settingsAreRequestedOnceInAnAccountAndRegion() {
        TrailSettings settings = new TrailSettings(
                new TrailSettings.Destinations("bucket", "", "", "", ""),
                true,
                false,
                true,
                new TrailSettings.Recording(true, false, false));
        aws.trailStatus(AMBIENT, MAIN, "eu-west-1", Answer.value(LOGGING))
                .describeTrails(AMBIENT, "eu-west-1", Answer.value(Map.of(MAIN, settings)));
        Poller poller = poller(64, Duration.ZERO, byArn(AMBIENT, MAIN, "eu-west-1"));

        poller.snapshot(time.in(LONG));
        Snapshot snapshot = poller.snapshot(time.in(LONG));

        assertThat(snapshot.trails())
                .singleElement()
                .satisfies(report -> assertThat(report.settings()).contains(settings));
        assertThat(aws.count(Operation.DESCRIBE_TRAILS)).isEqualTo(1);
    }

    @Test
    void settingsAreRequestedAgainAfterTheInterval() {
        aws.describeTrails(AMBIENT, "eu-west-1", Answer.value(Map.of()));
        Poller poller = poller(64, Duration.ZERO, byArn(AMBIENT, MAIN, "eu-west-1"));
        poller.snapshot(time.in(LONG));

        time.advance(CACHE_INTERVAL);
        poller.snapshot(time.in(LONG));

        assertThat(aws.count(Operation.DESCRIBE_TRAILS)).isEqualTo(2);
    }

    @Test
    void settingsStayKnownWhileTheCredentialsAreLost() {
        TrailSettings settings = new TrailSettings(
                new TrailSettings.Destinations("bucket", "", "", "", ""),
                false,
                false,
                false,
                new TrailSettings.Recording(true, false, false));
        aws.describeTrails(AMBIENT, "eu-west-1", Answer.value(Map.of(MAIN, settings)));
        Poller poller = poller(64, Duration.ZERO, byArn(AMBIENT, MAIN, "eu-west-1"));
        poller.snapshot(time.in(LONG));

        aws.signIn(AMBIENT, Answer.failure(FailureReason.CREDENTIALS));
        Snapshot snapshot = poller.snapshot(time.in(LONG));

        assertThat(outcomes(snapshot)).containsExactly("eu-west-1 credentials");
        assertThat(snapshot.trails())
                .singleElement()
                .satisfies(report -> assertThat(report.settings()).contains(settings));
    }

    @Test
    void refusedSettingsAreNotRequestedInEveryPollButThrottledOnesAre() {
        aws.describeTrails(AMBIENT, "eu-west-1", Answer.failure(FailureReason.ACCESS_DENIED))
                .describeTrails(AMBIENT, "us-east-1", Answer.failure(FailureReason.THROTTLED));
        Poller poller = poller(64, Duration.ZERO, byArn(AMBIENT, MAIN, "eu-west-1", "us-east-1"));

        poller.snapshot(time.in(LONG));
        poller.snapshot(time.in(LONG));

        assertThat(aws.calls().stream()
                        .filter(call -> call.operation() == Operation.DESCRIBE_TRAILS)
                        .map(FakeCloudTrail.Call::region))
                .containsExactlyInAnyOrder("eu-west-1", "us-east-1", "us-east-1");
    }

    @Test
    void aTrailListedByNameAndByArnIsPolledOnce() {
        aws.trailStatus(AMBIENT, MAIN, "eu-west-1", Answer.value(LOGGING));

        Snapshot snapshot =
                poller(named(AMBIENT), byArn(AMBIENT, MAIN, "eu-west-1")).snapshot(time.in(LONG));

        assertThat(outcomes(snapshot)).containsExactly("eu-west-1 logging");
        assertThat(aws.count(Operation.TRAIL_STATUS)).isEqualTo(1);
    }

    @Test
    void noMoreCallsAreInFlightThanTheConcurrency() {
        String[] regions =
                IntStream.range(0, 40).mapToObj(i -> "eu-west-" + (i + 1)).toArray(String[]::new);
        for (String region : regions) {
            aws.trailStatus(AMBIENT, MAIN, region, Answer.value(LOGGING));
        }

        Snapshot snapshot =
                poller(3, Duration.ZERO, byArn(AMBIENT, MAIN, regions)).snapshot(time.in(LONG));

        assertThat(snapshot.trails())
                .hasSize(40)
                .allSatisfy(report -> assertThat(report.outcome()).isInstanceOf(Observed.class));
        assertThat(aws.mostInFlight()).isLessThanOrEqualTo(3);
    }

    @Test
    void closingEndsTheScrapesThatWait() throws Exception {
        aws.trailStatus(AMBIENT, MAIN, "eu-west-1", time.hang());
        Poller poller = poller(byArn(AMBIENT, MAIN, "eu-west-1"));
        CompletableFuture<Snapshot> waiting = scrape(poller);
        TestTime.await(() -> aws.count(Operation.TRAIL_STATUS) == 1);

        poller.close();

        assertThat(outcomes(waiting.get())).containsExactly("eu-west-1 timeout");
        assertThat(polled).isEmpty();
        assertThat(aws.closed()).isTrue();
        assertThat(outcomes(poller.snapshot(time.in(LONG)))).containsExactly("eu-west-1 not_run");
    }

    private Poller poller(ListedTrail... listedTrails) {
        return poller(64, Duration.ZERO, listedTrails);
    }

    private Poller poller(int concurrency, Duration minInterval, ListedTrail... listedTrails) {
        PollerResources resources = new PollerResources(
                aws,
                new Plan(List.of(listedTrails), List.of(), Shard.ALL, "us-east-1"),
                new CallPool(concurrency),
                new MetadataCache(CACHE_INTERVAL, time),
                Clock.fixed(NOW, ZoneOffset.UTC));
        Poller poller = new Poller(resources, new NoDiscovery(), minInterval, polled::add);
        pollers.add(poller);
        return poller;
    }

    /** A scrape under way, once its poll has made a call. */
    private CompletableFuture<Snapshot> scrape(Poller poller) {
        CompletableFuture<Snapshot> snapshot = CompletableFuture.supplyAsync(
                () -> poller.snapshot(time.in(LONG)), runnable -> new Thread(runnable).start());
        TestTime.await(() -> !aws.calls().isEmpty());
        return snapshot;
    }

    /** Waits until a scrape that does not wait gets these outcomes from the poll under way. */
    private void awaitOutcomes(Poller poller, String... outcomes) {
        TestTime.await(() -> outcomes(poller.snapshot(time.now())).equals(List.of(outcomes)));
    }

    private void cutShort(Poller poller, int spins) {
        for (int i = 0; i < spins; i++) {
            Thread.onSpinWait();
        }
        time.advance(LONG);
        poller.snapshot(time.now());
    }

    private static ListedTrail named(AwsIdentity identity) {
        return new ListedTrail(new ListedTrail.Name("", "eu-west-1", "main"), identity, new Regions.Home(), "");
    }

    private static ListedTrail byArn(AwsIdentity identity, TrailArn arn, String... regions) {
        return new ListedTrail(
                new ListedTrail.Name(arn.accountId(), arn.homeRegion(), arn.name()),
                identity,
                new Regions.Listed(List.of(regions)),
                "");
    }

    private static ListedTrail inEveryRegion(TrailArn arn) {
        return new ListedTrail(
                new ListedTrail.Name(arn.accountId(), arn.homeRegion(), arn.name()),
                AMBIENT,
                new Regions.Enabled(),
                "");
    }

    private static FailureReason reason(TrailReport report) {
        return ((Failed) report.outcome()).failure().reason();
    }

    private static List<String> outcomes(Snapshot snapshot) {
        return snapshot.trails().stream()
                .map(report -> report.key().awsRegion() + " " + word(report))
                .toList();
    }

    private static String word(TrailReport report) {
        if (report.outcome() instanceof Observed observed) {
            assertThat(observed.status().delivery(Destination.S3)).isNotNull();
            return observed.status().logging() ? "logging" : "stopped";
        }
        return reason(report).label();
    }
}
