package io.github.cloudtrailexporter.poll.discovery;

import static io.github.cloudtrailexporter.poll.discovery.FleetFixture.AMBIENT;
import static io.github.cloudtrailexporter.poll.discovery.FleetFixture.HOME;
import static io.github.cloudtrailexporter.poll.discovery.FleetFixture.LOGGING;
import static io.github.cloudtrailexporter.poll.discovery.FleetFixture.MEMBER;
import static io.github.cloudtrailexporter.poll.discovery.FleetFixture.OTHER;
import static io.github.cloudtrailexporter.poll.discovery.FleetFixture.OWN;
import static io.github.cloudtrailexporter.poll.discovery.FleetFixture.accounts;
import static io.github.cloudtrailexporter.poll.discovery.FleetFixture.in;
import static io.github.cloudtrailexporter.poll.discovery.FleetFixture.organization;
import static io.github.cloudtrailexporter.poll.discovery.FleetFixture.own;
import static io.github.cloudtrailexporter.poll.discovery.FleetFixture.regions;
import static io.github.cloudtrailexporter.poll.discovery.FleetFixture.reports;
import static io.github.cloudtrailexporter.poll.discovery.FleetFixture.role;
import static io.github.cloudtrailexporter.poll.discovery.FleetFixture.trail;
import static io.github.cloudtrailexporter.poll.discovery.FleetFixture.trails;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cloudtrailexporter.poll.Answer;
import io.github.cloudtrailexporter.poll.AwsCallException;
import io.github.cloudtrailexporter.poll.CallPool;
import io.github.cloudtrailexporter.poll.Deadline;
import io.github.cloudtrailexporter.poll.FakeCloudTrail;
import io.github.cloudtrailexporter.poll.FakeCloudTrail.Operation;
import io.github.cloudtrailexporter.poll.MetadataCache;
import io.github.cloudtrailexporter.poll.Poller;
import io.github.cloudtrailexporter.poll.PollerResources;
import io.github.cloudtrailexporter.poll.TestTime;
import io.github.cloudtrailexporter.target.AwsIdentity;
import io.github.cloudtrailexporter.target.DiscoverySource;
import io.github.cloudtrailexporter.target.ListedTrail;
import io.github.cloudtrailexporter.target.Plan;
import io.github.cloudtrailexporter.target.Regions;
import io.github.cloudtrailexporter.target.Shard;
import io.github.cloudtrailexporter.trail.FailureReason;
import io.github.cloudtrailexporter.trail.Snapshot;
import io.github.cloudtrailexporter.trail.TrailArn;
import io.github.cloudtrailexporter.trail.TrailReport;
import io.github.cloudtrailexporter.trail.TrailReport.TrailOutcome.Failed;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Discovered trails in the snapshots of a poller. */
class PollerDiscoveryTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration NEVER = Duration.ofDays(1);
    private static final TrailArn MAIN = trail(OWN, HOME, "main");
    private static final TrailArn MEMBERS = trail(MEMBER, HOME, "members");

    private final FakeCloudTrail aws = new FakeCloudTrail();
    private final TestTime time = new TestTime();
    private final List<Poller> pollers = new ArrayList<>();
    private Discovery discovery;

    @AfterEach
    void close() {
        pollers.forEach(Poller::close);
    }

    private Poller poller(List<ListedTrail> listedTrails, DiscoverySource... sources) {
        return poller(listedTrails, Shard.ALL, sources);
    }

    private Poller poller(List<ListedTrail> listedTrails, Shard shard, DiscoverySource... sources) {
        Plan plan = new Plan(listedTrails, List.of(sources), shard, HOME);
        PollerResources resources =
                new PollerResources(aws, plan, new CallPool(8), new MetadataCache(NEVER, time), Clock.systemUTC());
        discovery = Discovery.start(resources, NEVER);
        Poller poller = new Poller(resources, discovery, Duration.ZERO, snapshot -> {});
        pollers.add(poller);
        return poller;
    }

    private Poller discovering(DiscoverySource... sources) {
        return poller(List.of(), sources);
    }

    private static ListedTrail listed(TrailArn arn, AwsIdentity identity) {
        return new ListedTrail(
                new ListedTrail.Name(arn.accountId(), arn.homeRegion(), arn.name()), identity, new Regions.Home(), "");
    }

    private static ListedTrail named(String name, AwsIdentity identity, Regions regions) {
        return new ListedTrail(new ListedTrail.Name("", HOME, name), identity, regions, "");
    }

    private List<String> page(Poller poller) {
        return texts(poller.snapshot(time.in(LONG)));
    }

    private List<String> page(Poller poller, Deadline deadline) {
        return texts(poller.snapshot(deadline));
    }

    /** A scrape under way, once its poll has made a call. */
    private CompletableFuture<Snapshot> scrape(Poller poller) {
        CompletableFuture<Snapshot> snapshot = CompletableFuture.supplyAsync(
                () -> poller.snapshot(time.in(LONG)), runnable -> new Thread(runnable).start());
        TestTime.await(() -> aws.count(Operation.TRAIL_STATUS) > 0);
        return snapshot;
    }

    private static List<String> texts(Snapshot snapshot) {
        return snapshot.trails().stream().map(PollerDiscoveryTest::text).toList();
    }

    private static String text(TrailReport report) {
        String outcome = report.outcome() instanceof Failed failed
                ? failed.failure().reason().label()
                : "logging";
        return FleetFixture.text(report.key()) + ": " + outcome;
    }

    private List<AwsIdentity> polledAs() {
        return aws.calls().stream()
                .filter(call -> call.operation() == Operation.TRAIL_STATUS)
                .map(FakeCloudTrail.Call::identity)
                .toList();
    }

    @Test
    void theFirstScrapeShowsTheTrailsOfTheFirstCycle() {
        CountDownLatch latch = new CountDownLatch(1);
        aws.describeTrails(AMBIENT, HOME, Answer.after(latch, trails(MAIN)))
                .trailStatus(AMBIENT, MAIN, HOME, Answer.value(LOGGING));
        Poller poller = discovering(own(regions(HOME)));
        new Thread(latch::countDown).start();

        Snapshot first = poller.snapshot(time.in(LONG));

        assertThat(texts(first)).containsExactly(OWN + "/main in us-east-1: logging");
        assertThat(reports(first.discoveries())).containsExactly(OWN + " us-east-1 1");
        assertThat(first.trails().get(0).settings()).isPresent();
    }

    @Test
    void theFirstScrapeWaitsForTheFirstCycleUntilItsDeadlineAndShowsTheResultsSoFar() {
        TrailArn listed = trail(OWN, HOME, "listed");
        aws.trailStatus(AMBIENT, listed, HOME, Answer.value(LOGGING)).describeTrails(role(MEMBER), HOME, Answer.hang());
        Poller poller = poller(List.of(listed(listed, AMBIENT)), in(MEMBER, regions(HOME)));

        CompletableFuture<Snapshot> first = scrape(poller);
        TestTime.await(() -> page(poller, time.now()).equals(List.of(OWN + "/listed in us-east-1: logging")));
        time.advance(LONG);
        poller.snapshot(time.now());

        assertThat(texts(first.join())).containsExactly(OWN + "/listed in us-east-1: logging");
    }

    @Test
    void untilTheFirstCycleHasEndedDiscoveryIsReportedAsNotRun() {
        aws.describeTrails(role(MEMBER), HOME, Answer.hang()).organizationAccounts(AMBIENT, Answer.hang());
        Poller poller = discovering(in(MEMBER, regions(HOME, "eu-west-1")), organization(new Regions.Enabled()));

        Snapshot first = poller.snapshot(time.now());

        assertThat(first.trails()).isEmpty();
        assertThat(reports(first.discoveries())).contains(" us-east-1 ? not_run", MEMBER + " us-east-1 ? not_run");
    }

    @Test
    void theTrailsOfAnUnfinishedFirstCycleAreInTheSnapshot() {
        aws.describeTrails(AMBIENT, HOME, trails(MAIN))
                .trailStatus(AMBIENT, MAIN, HOME, Answer.value(LOGGING))
                .describeTrails(role(MEMBER), HOME, Answer.hang());
        Poller poller = discovering(own(regions(HOME)), in(MEMBER, regions(HOME)));
        TestTime.await(() -> !discovery.targets().isEmpty());

        CompletableFuture<Snapshot> patient = scrape(poller);
        TestTime.await(() -> page(poller, time.now()).equals(List.of(OWN + "/main in us-east-1: logging")));
        assertThat(patient).isNotDone();
    }

    @Test
    void laterCyclesDelayNoScrape() {
        aws.describeTrails(AMBIENT, HOME, trails(MAIN)).trailStatus(AMBIENT, MAIN, HOME, Answer.value(LOGGING));
        Poller poller = discovering(own(regions(HOME)));
        page(poller);
        CountDownLatch never = new CountDownLatch(1);
        aws.describeTrails(AMBIENT, HOME, Answer.after(never, trails()));
        Thread cycle = new Thread(() -> discovery.runCycle());
        cycle.start();

        assertThat(page(poller)).containsExactly(OWN + "/main in us-east-1: logging");
        assertThat(cycle.isAlive()).isTrue();
        never.countDown();
    }

    @Test
    void aNewTrailIsInTheSnapshotAfterTheNextCycleAndNotRunInNone() {
        aws.describeTrails(AMBIENT, HOME, trails(MAIN)).trailStatus(AMBIENT, MAIN, HOME, Answer.value(LOGGING));
        Poller poller = discovering(own(regions(HOME)));
        page(poller);
        TrailArn created = trail(OWN, HOME, "new");
        aws.describeTrails(AMBIENT, HOME, trails(MAIN, created))
                .trailStatus(AMBIENT, created, HOME, Answer.value(LOGGING))
                .trailStatus(AMBIENT, MAIN, HOME, timeout -> {
                    discovery.runCycle();
                    return LOGGING;
                });

        assertThat(page(poller)).containsExactly(OWN + "/main in us-east-1: logging");

        assertThat(page(poller))
                .containsExactly(OWN + "/main in us-east-1: logging", OWN + "/new in us-east-1: logging");
    }

    @Test
    void aDeletedTrailIsNotFoundInTheNextPollAndIsRemovedAfterTwoCycles() {
        aws.describeTrails(AMBIENT, HOME, trails(MAIN)).trailStatus(AMBIENT, MAIN, HOME, Answer.value(LOGGING));
        Poller poller = discovering(own(regions(HOME)));
        assertThat(page(poller)).containsExactly(OWN + "/main in us-east-1: logging");

        aws.describeTrails(AMBIENT, HOME, trails())
                .trailStatus(AMBIENT, MAIN, HOME, Answer.failure(FailureReason.TRAIL_NOT_FOUND));
        assertThat(page(poller)).containsExactly(OWN + "/main in us-east-1: trail_not_found");

        discovery.runCycle();
        assertThat(page(poller)).containsExactly(OWN + "/main in us-east-1: trail_not_found");

        discovery.runCycle();
        assertThat(page(poller)).isEmpty();
    }

    @Test
    void failingDiscoveryKeepsTheTrailsInTheSnapshot() {
        aws.describeTrails(AMBIENT, HOME, trails(MAIN)).trailStatus(AMBIENT, MAIN, HOME, Answer.value(LOGGING));
        Poller poller = discovering(own(regions(HOME)));
        page(poller);

        aws.describeTrails(AMBIENT, HOME, Answer.failure(FailureReason.THROTTLED));
        discovery.runCycle();
        Snapshot snapshot = poller.snapshot(time.in(LONG));

        assertThat(texts(snapshot)).containsExactly(OWN + "/main in us-east-1: logging");
        assertThat(reports(snapshot.discoveries())).containsExactly(OWN + " us-east-1 1 throttled");
    }

    @Test
    void aListedTrailThatIsAlsoDiscoveredIsPolledOnceAsListed() {
        aws.describeTrails(AMBIENT, HOME, trails(MAIN))
                .trailStatus(AMBIENT, MAIN, HOME, Answer.value(LOGGING))
                .trailStatus(role(OWN), MAIN, HOME, Answer.value(LOGGING));
        Poller poller = poller(List.of(listed(MAIN, role(OWN))), own(regions(HOME)));

        for (int i = 0; i < 20; i++) {
            assertThat(page(poller)).containsExactly(OWN + "/main in us-east-1: logging");
        }

        assertThat(polledAs()).hasSize(20).containsOnly(role(OWN));
    }

    @Test
    void aTrailListedByNameThatIsAlsoDiscoveredIsPolledOnce() {
        aws.describeTrails(AMBIENT, HOME, trails(MAIN)).trailStatus(AMBIENT, MAIN, HOME, Answer.value(LOGGING));
        Poller poller = poller(List.of(named("main", AMBIENT, new Regions.Home())), own(regions(HOME)));

        assertThat(page(poller)).containsExactly(OWN + "/main in us-east-1: logging");
        assertThat(page(poller)).hasSize(1);
        assertThat(polledAs()).hasSize(2);
    }

    @Test
    void aTrailListedByNameIsPolledOnceAndAsListedAsSoonAsItsAccountIsKnown() {
        aws.describeTrails(role(OWN), HOME, trails(MAIN))
                .trailStatus(AMBIENT, MAIN, HOME, Answer.value(LOGGING))
                .trailStatus(role(OWN), MAIN, HOME, Answer.value(LOGGING));
        Poller poller = poller(List.of(named("main", AMBIENT, new Regions.Home())), in(OWN, regions(HOME)));

        assertThat(page(poller)).containsExactly(OWN + "/main in us-east-1: logging");
        assertThat(polledAs()).hasSize(1);
        aws.forgetCalls();

        assertThat(page(poller)).containsExactly(OWN + "/main in us-east-1: logging");
        assertThat(polledAs()).containsExactly(AMBIENT);
    }

    @Test
    void aListedTrailThatWasPolledByAnotherAccountBeforeItsOwnWasKnownIsPolledAsListed() {
        CountDownLatch signedIn = new CountDownLatch(1);
        aws.signIn(AMBIENT, Answer.after(signedIn, Answer.value("")))
                .trailStatus(AMBIENT, MAIN, HOME, Answer.value(LOGGING))
                .describeTrails(role(MEMBER), HOME, trails(MAIN))
                .trailStatus(role(MEMBER), MAIN, HOME, timeout -> {
                    signedIn.countDown();
                    throw new AwsCallException(FailureReason.NOT_VISIBLE);
                });
        Poller poller = poller(List.of(named("main", AMBIENT, new Regions.Home())), in(MEMBER, regions(HOME)));

        assertThat(page(poller)).containsExactly(OWN + "/main in us-east-1: logging");
    }

    @Test
    void aDiscoveredTrailWithTheNameOfAListedOneIsPolledToo() {
        TrailArn other = trail(MEMBER, HOME, "main");
        aws.describeTrails(role(MEMBER), HOME, trails(other))
                .trailStatus(role(MEMBER), other, HOME, Answer.value(LOGGING))
                .trailStatus(AMBIENT, MAIN, HOME, Answer.value(LOGGING));
        Poller poller = poller(List.of(named("main", AMBIENT, new Regions.Home())), in(MEMBER, regions(HOME)));

        assertThat(page(poller))
                .containsExactly(OWN + "/main in us-east-1: logging", MEMBER + "/main in us-east-1: logging");
    }

    @Test
    void discoveryAddsTheRegionsThatAreNotListed() {
        aws.describeTrails(AMBIENT, HOME, trails(MAIN))
                .describeTrails(AMBIENT, "eu-west-1", trails(MAIN))
                .trailStatus(AMBIENT, MAIN, HOME, Answer.value(LOGGING))
                .trailStatus(AMBIENT, MAIN, "eu-west-1", Answer.value(LOGGING));
        Poller poller = poller(List.of(listed(MAIN, AMBIENT)), own(regions(HOME, "eu-west-1")));

        assertThat(page(poller))
                .containsExactly(OWN + "/main in eu-west-1: logging", OWN + "/main in us-east-1: logging");
    }

    @Test
    void listedTrailsStayAlthoughDiscoveryFails() {
        aws.describeTrails(AMBIENT, HOME, Answer.failure(FailureReason.ACCESS_DENIED))
                .trailStatus(AMBIENT, MAIN, HOME, Answer.value(LOGGING));
        Poller poller = poller(List.of(listed(MAIN, AMBIENT)), own(regions(HOME)));

        assertThat(page(poller)).containsExactly(OWN + "/main in us-east-1: logging");
        discovery.runCycle();
        discovery.runCycle();
        assertThat(page(poller)).containsExactly(OWN + "/main in us-east-1: logging");
    }

    @Test
    void aListedTrailThatIsDeletedStaysAsNotFound() {
        aws.describeTrails(AMBIENT, HOME, trails());
        Poller poller = poller(List.of(listed(MAIN, AMBIENT)), own(regions(HOME)));

        discovery.runCycle();
        discovery.runCycle();

        assertThat(page(poller)).containsExactly(OWN + "/main in us-east-1: trail_not_found");
    }

    @Test
    void aListedTrailWithoutAnAccountNameHasThatOfTheOrganization() {
        aws.organizationAccounts(AMBIENT, accounts(MEMBER))
                .trailStatus(role(MEMBER), MEMBERS, HOME, Answer.value(LOGGING));
        Poller poller = poller(List.of(listed(MEMBERS, role(MEMBER))), organization(regions("eu-west-1")));

        Snapshot snapshot = poller.snapshot(time.in(LONG));

        assertThat(snapshot.trails()).extracting(TrailReport::accountName).containsExactly("name of " + MEMBER);
    }

    @Test
    void aTrailListedByNameKeepsItsAccountWhenTheCredentialsAreLost() {
        aws.trailStatus(AMBIENT, MAIN, HOME, Answer.value(LOGGING));
        Poller poller = poller(List.of(named("main", AMBIENT, new Regions.Home())));
        assertThat(page(poller)).containsExactly(OWN + "/main in us-east-1: logging");

        aws.signIn(AMBIENT, Answer.failure(FailureReason.CREDENTIALS));

        assertThat(page(poller)).containsExactly(OWN + "/main in us-east-1: credentials");
    }

    @Test
    @Tag("A36")
    void aMembersViewOfAnOrganizationTrailIsNoError() {
        TrailArn everyone = trail(OTHER, HOME, "everyone");
        aws.describeTrails(AMBIENT, HOME, trails(everyone, MAIN))
                .trailStatus(AMBIENT, MAIN, HOME, Answer.value(LOGGING))
                .trailStatus(AMBIENT, everyone, HOME, Answer.failure(FailureReason.NOT_VISIBLE));
        Poller poller = discovering(own(regions(HOME)));

        assertThat(page(poller)).containsExactly(OWN + "/main in us-east-1: logging");
    }

    @Test
    @Tag("A36")
    void aDelegatedAdministratorPollsTheOrganizationTrailByArn() {
        TrailArn everyone = trail(OTHER, HOME, "everyone");
        aws.describeTrails(AMBIENT, HOME, trails(everyone))
                .describeTrails(AMBIENT, "eu-west-1", trails(everyone))
                .trailStatus(AMBIENT, everyone, HOME, Answer.value(LOGGING))
                .trailStatus(AMBIENT, everyone, "eu-west-1", Answer.failure(FailureReason.ACCESS_DENIED));
        Poller poller = discovering(own(regions(HOME, "eu-west-1")));

        assertThat(page(poller))
                .containsExactly(
                        OTHER + "/everyone in eu-west-1: access_denied", OTHER + "/everyone in us-east-1: logging");
    }

    @Test
    void anAccountWhoseRoleIsLostFailsWithItsReasonAndDoesNotAffectOthers() {
        aws.organizationAccounts(AMBIENT, accounts(OWN, MEMBER))
                .describeTrails(AMBIENT, HOME, trails(MAIN))
                .describeTrails(role(MEMBER), HOME, trails(MEMBERS))
                .trailStatus(AMBIENT, MAIN, HOME, Answer.value(LOGGING))
                .trailStatus(role(MEMBER), MEMBERS, HOME, Answer.value(LOGGING));
        Poller poller = discovering(organization(regions(HOME)));
        page(poller);

        aws.signIn(role(MEMBER), Answer.failure(FailureReason.ASSUME_ROLE_DENIED));

        assertThat(page(poller))
                .containsExactly(
                        OWN + "/main in us-east-1: logging", MEMBER + "/members in us-east-1: assume_role_denied");
    }

    @Test
    void aPollMakesNoMoreCallsThanNeeded() {
        TrailArn everyone = trail(OWN, HOME, "everyone");
        Set<String> enabled = Set.of(HOME, "eu-west-1");
        aws.organizationAccounts(AMBIENT, accounts(OWN, MEMBER))
                .enabledRegions(AMBIENT, Answer.value(enabled))
                .enabledRegions(role(MEMBER), Answer.value(enabled));
        for (String region : enabled) {
            aws.describeTrails(AMBIENT, region, trails(everyone))
                    .describeTrails(role(MEMBER), region, trails(everyone, MEMBERS));
        }
        Poller poller = discovering(organization(new Regions.Enabled()));
        page(poller);
        aws.forgetCalls();

        for (int i = 0; i < 3; i++) {
            assertThat(page(poller)).hasSize(4);
        }

        assertThat(aws.count(Operation.TRAIL_STATUS)).isEqualTo(3 * 4);
        assertThat(aws.count(Operation.SIGN_IN)).isEqualTo(3 * 2);
        assertThat(aws.calls()).hasSize(3 * (4 + 2));
    }

    @Test
    void aListedTrailUsesTheMetadataOfDiscovery() {
        aws.enabledRegions(AMBIENT, Answer.value(Set.of(HOME)))
                .describeTrails(AMBIENT, HOME, trails(MAIN))
                .trailStatus(AMBIENT, MAIN, HOME, Answer.value(LOGGING));
        Poller poller = poller(List.of(named("main", AMBIENT, new Regions.Enabled())), own(new Regions.Enabled()));
        page(poller);
        aws.forgetCalls();

        page(poller);

        assertThat(aws.count(Operation.ENABLED_REGIONS)).isZero();
        assertThat(aws.count(Operation.DESCRIBE_TRAILS)).isZero();
    }

    @Test
    void shardsTogetherShowEachTrailOnce() {
        TrailArn everyone = trail(OTHER, HOME, "everyone");
        List<String> wanted = List.of(HOME, "eu-west-1", "us-west-2", "ap-south-1");
        aws.organizationAccounts(AMBIENT, accounts(OTHER, OWN, MEMBER));
        for (String region : wanted) {
            aws.describeTrails(AMBIENT, region, trails(everyone, MAIN))
                    .describeTrails(role(MEMBER), region, trails(everyone, MEMBERS));
        }

        List<Snapshot> shards = IntStream.range(0, 3)
                .mapToObj(i -> poller(
                        List.of(listed(MAIN, AMBIENT)),
                        new Shard(i, 3),
                        organization(regions(wanted.toArray(String[]::new)), OTHER)))
                .map(poller -> poller.snapshot(time.in(LONG)))
                .toList();

        assertThat(shards)
                .flatExtracting(Snapshot::trails)
                .extracting(TrailReport::key)
                .hasSize(3 * wanted.size())
                .doesNotHaveDuplicates();
        assertThat(shards.stream().flatMap(shard -> reports(shard.discoveries()).stream()))
                .hasSize(2 * wanted.size())
                .doesNotHaveDuplicates();
    }

    @Test
    void aShardDoesNotSignInToAccountsWithoutAPairOfItsOwn() {
        Shard shard = new Shard(0, 2).owns(MEMBER, HOME) ? new Shard(1, 2) : new Shard(0, 2);
        aws.organizationAccounts(AMBIENT, accounts(OWN, MEMBER));
        Poller poller = poller(List.of(), shard, organization(regions(HOME)));

        page(poller);

        assertThat(aws.calls()).extracting(FakeCloudTrail.Call::identity).doesNotContain(role(MEMBER));
    }

    @Test
    void closingEndsDiscovery() {
        aws.describeTrails(AMBIENT, HOME, Answer.hang());
        Poller poller = discovering(own(regions(HOME)));

        poller.close();

        assertThat(texts(poller.snapshot(time.in(LONG)))).isEmpty();
        assertThat(aws.closed()).isTrue();
    }
}
