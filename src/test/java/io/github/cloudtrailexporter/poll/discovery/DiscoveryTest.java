package io.github.cloudtrailexporter.poll.discovery;

import static io.github.cloudtrailexporter.poll.discovery.FleetFixture.AMBIENT;
import static io.github.cloudtrailexporter.poll.discovery.FleetFixture.HOME;
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
import static io.github.cloudtrailexporter.poll.discovery.FleetFixture.texts;
import static io.github.cloudtrailexporter.poll.discovery.FleetFixture.trail;
import static io.github.cloudtrailexporter.poll.discovery.FleetFixture.trails;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cloudtrailexporter.poll.Answer;
import io.github.cloudtrailexporter.poll.AwsCallException;
import io.github.cloudtrailexporter.poll.CallPool;
import io.github.cloudtrailexporter.poll.FakeCloudTrail;
import io.github.cloudtrailexporter.poll.FakeCloudTrail.Operation;
import io.github.cloudtrailexporter.poll.PollerResources;
import io.github.cloudtrailexporter.poll.TestTime;
import io.github.cloudtrailexporter.target.AwsIdentity;
import io.github.cloudtrailexporter.target.DiscoverySource;
import io.github.cloudtrailexporter.target.DiscoverySource.OneAccount;
import io.github.cloudtrailexporter.target.Plan;
import io.github.cloudtrailexporter.target.Regions;
import io.github.cloudtrailexporter.target.Shard;
import io.github.cloudtrailexporter.target.Target;
import io.github.cloudtrailexporter.trail.DiscoveryReport;
import io.github.cloudtrailexporter.trail.DiscoveryReport.RecordingTrails;
import io.github.cloudtrailexporter.trail.EventSelectors;
import io.github.cloudtrailexporter.trail.Failure;
import io.github.cloudtrailexporter.trail.FailureReason;
import io.github.cloudtrailexporter.trail.TrailArn;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DiscoveryTest {

    private static final Duration NEVER = Duration.ofDays(1);
    private static final Regions ALL = new Regions.Enabled();
    private static final Answer<EventSelectors> ALL_EVENTS = Answer.value(new EventSelectors(List.of()));
    private static final Failure UNKNOWN_TOKEN = new Failure(FailureReason.CREDENTIALS, "UnrecognizedClientException");

    private final FakeCloudTrail aws = new FakeCloudTrail();
    private final CallPool pool = new CallPool(8);

    @AfterEach
    void close() {
        pool.close();
    }

    private Discovery after(int cycles, DiscoverySource... sources) {
        Discovery discovery = new Discovery(FleetFixture.resources(aws, pool, sources), NEVER);
        for (int i = 0; i < cycles; i++) {
            discovery.runCycle();
        }
        return discovery;
    }

    private Discovery afterOneCycle(DiscoverySource... sources) {
        return after(1, sources);
    }

    // What is discovered.

    @Test
    void discoversTheOwnAccountInTheRegionOfTheEnvironment() {
        aws.describeTrails(AMBIENT, HOME, trails(trail(OWN, HOME, "main")));

        Discovery discovery = afterOneCycle(own(new Regions.Home()));

        assertThat(texts(discovery.targets())).containsExactly(OWN + "/main in us-east-1 as ambient");
        assertThat(reports(discovery.reports())).containsExactly(OWN + " us-east-1 1");
    }

    @Test
    void discoversTheAccountOfARoleInTheWantedRegions() {
        aws.describeTrails(role(MEMBER), "eu-west-1", trails(trail(MEMBER, "eu-west-1", "a")))
                .describeTrails(role(MEMBER), "us-west-2", trails(trail(MEMBER, "us-west-2", "b")));

        Discovery discovery = afterOneCycle(in(MEMBER, regions("eu-west-1", "us-west-2")));

        assertThat(texts(discovery.targets()))
                .containsExactly(MEMBER + "/a in eu-west-1 as " + MEMBER, MEMBER + "/b in us-west-2 as " + MEMBER);
        assertThat(discovery.targets()).extracting(Target::accountName).containsOnly("called " + MEMBER);
    }

    @Test
    void discoversEveryAccountOfTheOrganizationAndNeedsNoRoleInItsOwn() {
        aws.organizationAccounts(AMBIENT, accounts(OWN, MEMBER, OTHER))
                .describeTrails(AMBIENT, HOME, trails(trail(OWN, HOME, "own")))
                .describeTrails(role(MEMBER), HOME, trails(trail(MEMBER, HOME, "members")))
                .describeTrails(role(OTHER), HOME, trails(trail(OTHER, HOME, "others")));

        Discovery discovery = afterOneCycle(organization(regions(HOME)));

        assertThat(texts(discovery.targets()))
                .containsExactly(
                        OWN + "/own in us-east-1 as ambient",
                        MEMBER + "/members in us-east-1 as " + MEMBER,
                        OTHER + "/others in us-east-1 as " + OTHER);
        assertThat(discovery.accountNames()).containsEntry(MEMBER, "name of " + MEMBER);
    }

    @Test
    void assumesTheOrganizationsRoleWithItsExternalId() {
        AwsIdentity.Role role =
                new AwsIdentity.Role("arn:aws-cn:iam::" + MEMBER + ":role/path/reader", "secret-canary");
        DiscoverySource source = new DiscoverySource(
                new DiscoverySource.Organization(AMBIENT, "path/reader", "secret-canary", Set.of()),
                regions("cn-north-1"),
                name -> true);
        aws.organizationAccounts(AMBIENT, accounts(MEMBER));

        afterOneCycle(source);

        assertThat(aws.calls())
                .filteredOn(call -> call.operation() == Operation.DESCRIBE_TRAILS)
                .singleElement()
                .satisfies(call -> assertThat(call.identity()).isEqualTo(role));
        assertThat(source.toString()).doesNotContain("secret-canary");
    }

    @Test
    void skipsExcludedAccounts() {
        aws.organizationAccounts(AMBIENT, accounts(MEMBER, OTHER));

        Discovery discovery = afterOneCycle(organization(regions(HOME), OTHER));

        assertThat(reports(discovery.reports())).containsExactly(MEMBER + " us-east-1 0");
        assertThat(aws.calls()).extracting(FakeCloudTrail.Call::identity).doesNotContain(role(OTHER));
    }

    @Test
    void allRegionsAreTheEnabledOnes() {
        aws.enabledRegions(role(MEMBER), Answer.value(Set.of("eu-west-1", "us-east-1")))
                .describeTrails(role(MEMBER), "eu-west-1", trails(trail(MEMBER, "eu-west-1", "a")));

        Discovery discovery = afterOneCycle(in(MEMBER, ALL));

        assertThat(reports(discovery.reports())).containsExactly(MEMBER + " eu-west-1 1", MEMBER + " us-east-1 0");
        assertThat(aws.count(Operation.DESCRIBE_TRAILS)).isEqualTo(2);
    }

    @Test
    void onlyTrailsWithTheWantedNamesAreKnown() {
        DiscoverySource source =
                new DiscoverySource(new OneAccount(AMBIENT, ""), regions(HOME), name -> name.startsWith("prod-"));
        aws.describeTrails(AMBIENT, HOME, trails(trail(OWN, HOME, "prod-a"), trail(OWN, HOME, "test")));

        Discovery discovery = afterOneCycle(source);

        assertThat(texts(discovery.targets())).containsExactly(OWN + "/prod-a in us-east-1 as ambient");
        assertThat(reports(discovery.reports())).containsExactly(OWN + " us-east-1 1");
    }

    @Test
    void anAccountAndRegionWithoutTrailsIsReported() {
        Discovery discovery = afterOneCycle(own(regions(HOME)));

        assertThat(reports(discovery.reports())).containsExactly(OWN + " us-east-1 0");
    }

    // Regions that are not enabled.

    @Test
    void aDisabledRegionIsNoError() {
        aws.describeTrails(role(MEMBER), "ap-east-1", Answer.failure(UNKNOWN_TOKEN))
                .describeTrails(role(MEMBER), "me-south-1", Answer.failure(FailureReason.REGION_DISABLED))
                .describeTrails(role(MEMBER), "eu-west-1", trails(trail(MEMBER, "eu-west-1", "a")));

        Discovery discovery = afterOneCycle(in(MEMBER, regions("ap-east-1", "eu-west-1", "me-south-1")));

        assertThat(reports(discovery.reports()))
                .containsExactly(MEMBER + " ap-east-1 0", MEMBER + " eu-west-1 1", MEMBER + " me-south-1 0");
    }

    @Test
    void aDisabledRegionIsNoErrorEvenIfNoOtherIsWanted() {
        aws.describeTrails(role(MEMBER), "ap-east-1", Answer.failure(UNKNOWN_TOKEN));

        Discovery discovery = afterOneCycle(in(MEMBER, regions("ap-east-1")));

        assertThat(reports(discovery.reports())).containsExactly(MEMBER + " ap-east-1 0");
    }

    @Test
    void aTokenThatNoRegionAcceptsIsAnErrorInEachOfThem() {
        aws.describeTrails(role(MEMBER), "eu-west-1", Answer.failure(UNKNOWN_TOKEN))
                .describeTrails(role(MEMBER), "us-west-2", Answer.failure(UNKNOWN_TOKEN))
                .describeTrails(role(MEMBER), HOME, Answer.failure(UNKNOWN_TOKEN));

        Discovery discovery = afterOneCycle(in(MEMBER, regions("eu-west-1", "us-west-2")));

        assertThat(reports(discovery.reports()))
                .containsExactly(MEMBER + " eu-west-1 ? credentials", MEMBER + " us-west-2 ? credentials");
    }

    @Test
    void aDisabledRegionOfStsRemovesNoTrail() {
        TrailArn arn = trail(MEMBER, "eu-west-1", "a");
        aws.describeTrails(role(MEMBER), "eu-west-1", trails(arn));
        Discovery discovery = afterOneCycle(in(MEMBER, regions("eu-west-1")));

        aws.signIn(role(MEMBER), Answer.failure(FailureReason.REGION_DISABLED));
        discovery.runCycle();
        discovery.runCycle();

        assertThat(reports(discovery.reports())).containsExactly(MEMBER + " eu-west-1 1 region_disabled");
        assertThat(discovery.targets()).hasSize(1);
    }

    @Test
    void anAccountWithoutTheRegionOfTheEnvironmentIsQueriedInOneThatIsAlwaysEnabled() {
        Discovery discovery = new Discovery(FleetFixture.resourcesIn("ap-east-1", aws, pool, in(MEMBER, ALL)), NEVER);
        aws.enabledRegions(role(MEMBER), new Answer<>() {
            private boolean called;

            @Override
            public Set<String> give(Duration timeout) throws AwsCallException {
                if (!called) {
                    called = true;
                    throw new AwsCallException(new Failure(FailureReason.CREDENTIALS, "AuthFailure"));
                }
                return Set.of("us-east-1");
            }
        });

        discovery.runCycle();

        assertThat(reports(discovery.reports())).containsExactly(MEMBER + " us-east-1 0");
        assertThat(aws.calls())
                .filteredOn(call -> call.operation() == Operation.ENABLED_REGIONS)
                .extracting(FakeCloudTrail.Call::region)
                .containsExactly("ap-east-1", "us-east-1");
    }

    @Test
    void anAccountOfAnotherPartitionIsQueriedInARegionOfThatPartition() {
        AwsIdentity.Role chinese = new AwsIdentity.Role("arn:aws-cn:iam::" + MEMBER + ":role/reader", "");
        aws.enabledRegions(chinese, Answer.value(Set.of("cn-north-1", "cn-northwest-1")));

        Discovery discovery = afterOneCycle(new DiscoverySource(new OneAccount(chinese, ""), ALL, name -> true));

        assertThat(reports(discovery.reports()))
                .containsExactly(MEMBER + " cn-north-1 0", MEMBER + " cn-northwest-1 0");
        assertThat(aws.calls()).extracting(FakeCloudTrail.Call::region).doesNotContain(HOME);
    }

    // Failures affect their own area only, and keep what was known.

    @Test
    void aFailingRegionKeepsItsTrailsAndDoesNotAffectOthers() {
        aws.describeTrails(AMBIENT, "eu-west-1", trails(trail(OWN, "eu-west-1", "a")))
                .describeTrails(AMBIENT, HOME, trails(trail(OWN, HOME, "b")));
        Discovery discovery = afterOneCycle(own(regions("eu-west-1", HOME)));
        List<String> known = texts(discovery.targets());

        aws.describeTrails(AMBIENT, "eu-west-1", Answer.failure(FailureReason.ACCESS_DENIED));
        for (int i = 0; i < 5; i++) {
            discovery.runCycle();
        }

        assertThat(texts(discovery.targets())).isEqualTo(known).hasSize(2);
        assertThat(reports(discovery.reports()))
                .containsExactly(OWN + " eu-west-1 1 access_denied", OWN + " us-east-1 1");
    }

    @Test
    void aMissingRoleFailsThatAccountOnly() {
        aws.organizationAccounts(AMBIENT, accounts(MEMBER, OTHER))
                .signIn(role(MEMBER), Answer.failure(FailureReason.ASSUME_ROLE_DENIED))
                .describeTrails(role(OTHER), HOME, trails(trail(OTHER, HOME, "others")));

        Discovery discovery = afterOneCycle(organization(regions(HOME, "eu-west-1")));

        assertThat(reports(discovery.reports()))
                .containsExactly(
                        MEMBER + " eu-west-1 ? assume_role_denied",
                        MEMBER + " us-east-1 ? assume_role_denied",
                        OTHER + " eu-west-1 0",
                        OTHER + " us-east-1 1");
    }

    @Test
    void theRefusalOfAProxyDoesNotShowThatTheTokenIsValid() {
        aws.describeTrails(AMBIENT, HOME, Answer.failure(UNKNOWN_TOKEN))
                .describeTrails(AMBIENT, "eu-west-1", Answer.failure(FailureReason.ACCESS_DENIED));

        Discovery discovery = afterOneCycle(own(regions(HOME, "eu-west-1")));

        assertThat(reports(discovery.reports()))
                .containsExactly(OWN + " eu-west-1 ? access_denied", OWN + " us-east-1 ? credentials");
    }

    @Test
    void eventSelectorsAreReadByAnOwnerThatAnotherShardDiscovers() {
        Shard shard = new Shard(new Shard(0, 2).owns(MEMBER, HOME) ? 0 : 1, 2);
        String owner = Stream.of("777788889990", "777788889991", "777788889992", "777788889993")
                .filter(id -> !shard.owns(id, HOME))
                .findFirst()
                .orElseThrow();
        TrailArn everyone = trail(owner, HOME, "everyone");
        aws.organizationAccounts(AMBIENT, accounts(MEMBER, owner))
                .describeTrails(role(MEMBER), HOME, trails(everyone))
                .eventSelectors(role(MEMBER), everyone, HOME, Answer.failure(FailureReason.NOT_VISIBLE))
                .eventSelectors(role(owner), everyone, HOME, ALL_EVENTS);

        assertThat(recording(shard)).containsExactly(Optional.of(new RecordingTrails(1, 1)));

        aws.signIn(role(owner), Answer.failure(FailureReason.ASSUME_ROLE_DENIED))
                .eventSelectors(role(MEMBER), everyone, HOME, ALL_EVENTS);
        assertThat(recording(shard)).containsExactly(Optional.of(new RecordingTrails(1, 1)));
    }

    private List<Optional<RecordingTrails>> recording(Shard shard) {
        PollerResources all = FleetFixture.resources(aws, pool);
        Plan plan = new Plan(List.of(), List.of(organization(regions(HOME))), shard, HOME);
        Discovery discovery = new Discovery(new PollerResources(aws, plan, pool, all.cache(), all.clock()), NEVER);
        discovery.runCycle();
        return discovery.reports().stream().map(DiscoveryReport::recording).toList();
    }

    @Test
    void theNumberOfTrailsIsUnknownUntilADiscoverySucceeds() {
        aws.describeTrails(AMBIENT, HOME, Answer.failure(FailureReason.THROTTLED));

        Discovery discovery = afterOneCycle(own(regions(HOME)));

        assertThat(reports(discovery.reports())).containsExactly(OWN + " us-east-1 ? throttled");
    }

    @Test
    void aFailureEndsWithTheNextSuccessfulDiscovery() {
        aws.describeTrails(AMBIENT, HOME, Answer.failure(FailureReason.TIMEOUT));
        Discovery discovery = afterOneCycle(own(regions(HOME)));

        aws.describeTrails(AMBIENT, HOME, trails());
        discovery.runCycle();

        assertThat(reports(discovery.reports())).containsExactly(OWN + " us-east-1 0");
    }

    @Test
    void ifTheRegionsCannotBeListedTheKnownOnesAreDiscovered() {
        aws.enabledRegions(AMBIENT, Answer.value(Set.of("eu-west-1", "us-west-2")))
                .describeTrails(AMBIENT, "eu-west-1", trails(trail(OWN, "eu-west-1", "a")));
        Discovery discovery = afterOneCycle(own(ALL));

        aws.enabledRegions(AMBIENT, Answer.failure(FailureReason.ACCESS_DENIED));
        aws.describeTrails(AMBIENT, "us-west-2", trails(trail(OWN, "us-west-2", "new")));
        discovery.runCycle();

        assertThat(reports(discovery.reports()))
                .containsExactly(OWN + " eu-west-1 1", OWN + " us-east-1 ? access_denied", OWN + " us-west-2 1");
    }

    @Test
    void aFailureToListTheRegionsIsReportedUntilTheyAreListedAndInNoCycleForgotten() throws Exception {
        aws.enabledRegions(AMBIENT, Answer.value(Set.of(HOME, "eu-west-1")))
                .describeTrails(AMBIENT, HOME, trails())
                .describeTrails(AMBIENT, "eu-west-1", trails());
        Discovery discovery = afterOneCycle(own(new Regions.Enabled()));
        aws.enabledRegions(AMBIENT, Answer.failure(FailureReason.ACCESS_DENIED));
        discovery.runCycle();
        CountDownLatch slow = new CountDownLatch(1);
        aws.describeTrails(AMBIENT, "eu-west-1", Answer.after(slow, trails()));
        aws.describeTrails(AMBIENT, HOME, trails(trail(OWN, HOME, "new")));
        aws.forgetCalls();

        Thread cycle = new Thread(discovery::runCycle);
        cycle.start();
        TestTime.await(() -> aws.count(Operation.DESCRIBE_TRAILS) == 2);

        assertThat(reports(discovery.reports())).contains(OWN + " us-east-1 0 access_denied");
        slow.countDown();
        cycle.join();
        assertThat(reports(discovery.reports())).contains(OWN + " us-east-1 1 access_denied");
    }

    @Test
    void ifTheRegionsCouldNeverBeListedTheRegionOfTheEnvironmentIsDiscoveredAndTheFailureReported() {
        aws.enabledRegions(AMBIENT, Answer.failure(FailureReason.ACCESS_DENIED))
                .describeTrails(AMBIENT, HOME, trails(trail(OWN, HOME, "a")));

        Discovery discovery = after(2, own(ALL));

        assertThat(discovery.targets()).hasSize(1);
        assertThat(reports(discovery.reports())).containsExactly(OWN + " us-east-1 1 access_denied");
    }

    @Test
    void ifTheAccountsCannotBeListedTheKnownOnesAreDiscoveredAndTheFailureReported() {
        aws.organizationAccounts(AMBIENT, accounts(MEMBER))
                .describeTrails(role(MEMBER), HOME, trails(trail(MEMBER, HOME, "a")));
        Discovery discovery = afterOneCycle(organization(regions(HOME)));

        aws.organizationAccounts(AMBIENT, Answer.failure(FailureReason.ACCESS_DENIED));
        aws.describeTrails(role(MEMBER), HOME, trails(trail(MEMBER, HOME, "a"), trail(MEMBER, HOME, "new")));
        discovery.runCycle();

        assertThat(discovery.targets()).hasSize(2);
        assertThat(reports(discovery.reports())).containsExactly(" us-east-1 ? access_denied", MEMBER + " us-east-1 2");
    }

    @Test
    void aFailureToListAccountsIsReportedAlthoughTheListersOwnAccountIsDiscovered() {
        AwsIdentity.Role lister = role(OTHER);
        DiscoverySource source = new DiscoverySource(
                new DiscoverySource.Organization(lister, "reader", "", Set.of()), regions(HOME), name -> true);
        aws.organizationAccounts(lister, accounts(OTHER)).describeTrails(lister, HOME, trails());
        Discovery discovery = afterOneCycle(source);

        aws.organizationAccounts(lister, Answer.failure(FailureReason.ACCESS_DENIED));
        discovery.runCycle();

        assertThat(reports(discovery.reports())).containsExactly(OTHER + " us-east-1 0 access_denied");
    }

    @Test
    void anUnknownAccountIsReportedWithoutItsId() {
        aws.accountId(AMBIENT, Answer.failure(FailureReason.NETWORK));

        Discovery discovery = afterOneCycle(own(regions(HOME)));

        assertThat(reports(discovery.reports())).containsExactly(" us-east-1 ? network");

        aws.accountId(AMBIENT, Answer.value(OWN));
        discovery.runCycle();

        assertThat(reports(discovery.reports())).containsExactly(OWN + " us-east-1 0");
    }

    @Test
    void emptyListsOfAccountsAndRegionsAreInvalidResponses() {
        aws.organizationAccounts(AMBIENT, accounts(MEMBER))
                .enabledRegions(role(MEMBER), Answer.value(Set.of(HOME)))
                .describeTrails(role(MEMBER), HOME, trails(trail(MEMBER, HOME, "a")));
        Discovery discovery = afterOneCycle(organization(ALL));

        aws.organizationAccounts(AMBIENT, accounts()).enabledRegions(role(MEMBER), Answer.value(Set.of()));
        discovery.runCycle();
        discovery.runCycle();

        assertThat(discovery.targets()).hasSize(1);
        assertThat(reports(discovery.reports()))
                .containsExactly(" us-east-1 ? bad_response", MEMBER + " us-east-1 1 bad_response");
    }

    @Test
    void anUnexpectedErrorFailsItsAreaOnly() {
        aws.describeTrails(AMBIENT, HOME, timeout -> {
            throw new IllegalStateException("\"} 1\ninjected 1");
        });

        Discovery discovery = afterOneCycle(own(regions(HOME, "eu-west-1")));

        assertThat(reports(discovery.reports())).containsExactly(OWN + " eu-west-1 0", OWN + " us-east-1 ? internal");
    }

    @Test
    void aCycleThatIsCutShortKeepsWhatItHasDiscovered() {
        CountDownLatch never = new CountDownLatch(1);
        aws.describeTrails(AMBIENT, HOME, Answer.stuckUntil(never, trails()))
                .describeTrails(AMBIENT, "eu-west-1", trails(trail(OWN, "eu-west-1", "a")));
        DiscoverySource source = own(regions("eu-west-1", HOME));
        try (CallPool oneByOne = new CallPool(1)) {
            PollerResources resources = FleetFixture.resources(aws, oneByOne, source);
            AtomicReference<DiscoveredTrails> known = new AtomicReference<>(DiscoveredTrails.none(resources.plan()));
            DiscoveryCycle cycle = new DiscoveryCycle(resources, known);
            CompletableFuture<Void> done = cycle.run();
            TestTime.await(() -> aws.count(Operation.DESCRIBE_TRAILS) == 2);

            cycle.end();
            done.join();

            assertThat(reports(known.get().reports(resources.cache())))
                    .containsExactly(OWN + " eu-west-1 1", OWN + " us-east-1 ? timeout");
        } finally {
            never.countDown();
        }
    }

    @Test
    void aCallThatNeverReturnsDoesNotEndDiscovery() {
        CountDownLatch never = new CountDownLatch(1);
        aws.describeTrails(AMBIENT, HOME, Answer.stuckUntil(never, trails()));
        Discovery discovery = after(0, own(regions(HOME)));

        discovery.runCycle(Duration.ZERO);
        never.countDown();
        aws.describeTrails(AMBIENT, HOME, trails());
        discovery.runCycle();

        assertThat(reports(discovery.reports())).containsExactly(OWN + " us-east-1 0");
    }

    // What is added and removed.

    @Test
    void aNewTrailIsKnownAfterTheNextCycle() {
        aws.describeTrails(AMBIENT, HOME, trails(trail(OWN, HOME, "old")));
        Discovery discovery = afterOneCycle(own(regions(HOME)));

        aws.describeTrails(AMBIENT, HOME, trails(trail(OWN, HOME, "old"), trail(OWN, HOME, "new")));
        discovery.runCycle();

        assertThat(texts(discovery.targets()))
                .containsExactly(OWN + "/new in us-east-1 as ambient", OWN + "/old in us-east-1 as ambient");
    }

    @Test
    void aDeletedTrailIsRemovedAfterTwoCycles() {
        aws.describeTrails(AMBIENT, HOME, trails(trail(OWN, HOME, "a")));
        Discovery discovery = afterOneCycle(own(regions(HOME)));
        aws.describeTrails(AMBIENT, HOME, trails());

        discovery.runCycle();
        assertThat(discovery.targets()).hasSize(1);

        discovery.runCycle();
        assertThat(discovery.targets()).isEmpty();
        assertThat(reports(discovery.reports())).containsExactly(OWN + " us-east-1 0");
    }

    @Test
    void anAccountThatJoinsIsDiscoveredInTheNextCycle() {
        aws.organizationAccounts(AMBIENT, accounts(MEMBER));
        Discovery discovery = afterOneCycle(organization(regions(HOME)));

        aws.organizationAccounts(AMBIENT, accounts(MEMBER, OTHER))
                .describeTrails(role(OTHER), HOME, trails(trail(OTHER, HOME, "others")));
        discovery.runCycle();

        assertThat(texts(discovery.targets())).containsExactly(OTHER + "/others in us-east-1 as " + OTHER);
    }

    @Test
    void anAccountThatLeavesTheOrganizationIsRemovedWithItsTrailsAfterTwoCycles() {
        aws.organizationAccounts(AMBIENT, accounts(MEMBER, OTHER))
                .describeTrails(role(OTHER), HOME, trails(trail(OTHER, HOME, "others")));
        Discovery discovery = afterOneCycle(organization(regions(HOME)));
        aws.organizationAccounts(AMBIENT, accounts(MEMBER));

        discovery.runCycle();
        assertThat(discovery.targets()).hasSize(1);

        discovery.runCycle();
        assertThat(discovery.targets()).isEmpty();
        assertThat(reports(discovery.reports())).containsExactly(MEMBER + " us-east-1 0");
    }

    @Test
    void aRegionThatTheAccountDisablesIsRemoved() {
        aws.enabledRegions(AMBIENT, Answer.value(Set.of(HOME, "ap-east-1")));
        Discovery discovery = afterOneCycle(own(ALL));

        aws.enabledRegions(AMBIENT, Answer.value(Set.of(HOME)));
        discovery.runCycle();

        assertThat(reports(discovery.reports())).containsExactly(OWN + " us-east-1 0");
    }

    // One trail, once.

    @Test
    void anOrganizationTrailIsKnownOnceForEachRegionThroughItsOwner() {
        TrailArn everyone = trail(OWN, HOME, "everyone");
        aws.organizationAccounts(AMBIENT, accounts(OWN, MEMBER, OTHER));
        for (String region : List.of(HOME, "eu-west-1")) {
            aws.describeTrails(AMBIENT, region, trails(everyone))
                    .describeTrails(role(MEMBER), region, trails(everyone))
                    .describeTrails(role(OTHER), region, trails(everyone, trail(OTHER, HOME, "own")));
        }

        Discovery discovery = afterOneCycle(organization(regions(HOME, "eu-west-1")));

        assertThat(texts(discovery.targets()))
                .containsExactly(
                        OWN + "/everyone in eu-west-1 as ambient",
                        OWN + "/everyone in us-east-1 as ambient",
                        OTHER + "/own in eu-west-1 as " + OTHER,
                        OTHER + "/own in us-east-1 as " + OTHER);
        assertThat(reports(discovery.reports()))
                .containsExactly(
                        OWN + " eu-west-1 1",
                        OWN + " us-east-1 1",
                        MEMBER + " eu-west-1 0",
                        MEMBER + " us-east-1 0",
                        OTHER + " eu-west-1 1",
                        OTHER + " us-east-1 1");
    }

    @Test
    void anOrganizationTrailIsKnownThroughTheDelegatedAdministratorIfItsOwnerIsExcluded() {
        TrailArn everyone = trail(OTHER, HOME, "everyone");
        aws.organizationAccounts(AMBIENT, accounts(OTHER, "000000000001", OWN))
                .describeTrails(AMBIENT, HOME, trails(everyone))
                .describeTrails(role("000000000001"), HOME, trails(everyone));

        Discovery discovery = afterOneCycle(organization(regions(HOME), OTHER));

        assertThat(texts(discovery.targets())).containsExactly(OTHER + "/everyone in us-east-1 as ambient");
        assertThat(discovery.targets()).extracting(Target::notOwner).containsExactly(true);
    }

    @Test
    void anOrganizationTrailIsKnownThroughTheDelegatedAdministratorIfItsOwnerCannotBeAccessed() {
        TrailArn everyone = trail(OTHER, HOME, "everyone");
        aws.organizationAccounts(AMBIENT, accounts(OTHER, OWN))
                .signIn(role(OTHER), Answer.failure(FailureReason.ASSUME_ROLE_DENIED))
                .describeTrails(AMBIENT, HOME, trails(everyone));

        Discovery discovery = afterOneCycle(organization(regions(HOME)));

        assertThat(texts(discovery.targets())).containsExactly(OTHER + "/everyone in us-east-1 as ambient");

        aws.signIn(role(OTHER), Answer.value("")).describeTrails(role(OTHER), HOME, trails(everyone));
        discovery.runCycle();

        assertThat(texts(discovery.targets())).containsExactly(OTHER + "/everyone in us-east-1 as " + OTHER);
    }

    @Test
    void twoSourcesThatDiscoverTheSameTrailMakeOneCallAndOneTarget() {
        aws.organizationAccounts(AMBIENT, accounts(OWN)).describeTrails(AMBIENT, HOME, trails(trail(OWN, HOME, "a")));

        Discovery discovery = afterOneCycle(own(regions(HOME)), organization(regions(HOME)));

        assertThat(texts(discovery.targets())).hasSize(1);
        assertThat(reports(discovery.reports())).containsExactly(OWN + " us-east-1 1");
        assertThat(aws.count(Operation.DESCRIBE_TRAILS)).isEqualTo(1);
        assertThat(aws.count(Operation.SIGN_IN)).isEqualTo(1);
    }

    @Test
    void aCycleMakesNoMoreCallsThanNeeded() {
        aws.organizationAccounts(AMBIENT, accounts(OWN, MEMBER, OTHER));
        for (AwsIdentity identity : List.of(AMBIENT, role(MEMBER), role(OTHER))) {
            aws.enabledRegions(identity, Answer.value(Set.of("us-east-1", "eu-west-1")));
        }

        afterOneCycle(organization(ALL));

        assertThat(aws.count(Operation.ORGANIZATION_ACCOUNTS)).isEqualTo(1);
        assertThat(aws.count(Operation.ACCOUNT_ID)).isEqualTo(1);
        assertThat(aws.count(Operation.SIGN_IN)).isEqualTo(3);
        assertThat(aws.count(Operation.ENABLED_REGIONS)).isEqualTo(3);
        assertThat(aws.count(Operation.DESCRIBE_TRAILS)).isEqualTo(3 * 2);
        assertThat(aws.count(Operation.TRAIL_STATUS)).isZero();
    }
}
