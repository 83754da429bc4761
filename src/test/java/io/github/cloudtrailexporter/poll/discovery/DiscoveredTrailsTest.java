package io.github.cloudtrailexporter.poll.discovery;

import static io.github.cloudtrailexporter.poll.discovery.FleetFixture.AMBIENT;
import static io.github.cloudtrailexporter.poll.discovery.FleetFixture.HOME;
import static io.github.cloudtrailexporter.poll.discovery.FleetFixture.MEMBER;
import static io.github.cloudtrailexporter.poll.discovery.FleetFixture.OTHER;
import static io.github.cloudtrailexporter.poll.discovery.FleetFixture.OWN;
import static io.github.cloudtrailexporter.poll.discovery.FleetFixture.own;
import static io.github.cloudtrailexporter.poll.discovery.FleetFixture.regions;
import static io.github.cloudtrailexporter.poll.discovery.FleetFixture.reports;
import static io.github.cloudtrailexporter.poll.discovery.FleetFixture.role;
import static io.github.cloudtrailexporter.poll.discovery.FleetFixture.texts;
import static io.github.cloudtrailexporter.poll.discovery.FleetFixture.trail;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cloudtrailexporter.poll.MetadataCache;
import io.github.cloudtrailexporter.poll.discovery.DiscoveredTrails.Account;
import io.github.cloudtrailexporter.poll.discovery.DiscoveredTrails.Area;
import io.github.cloudtrailexporter.poll.discovery.DiscoveredTrails.AreaState;
import io.github.cloudtrailexporter.poll.discovery.DiscoveredTrails.SourceState;
import io.github.cloudtrailexporter.poll.discovery.DiscoveredTrails.View;
import io.github.cloudtrailexporter.target.DiscoverySource;
import io.github.cloudtrailexporter.target.Plan;
import io.github.cloudtrailexporter.target.Shard;
import io.github.cloudtrailexporter.target.Target;
import io.github.cloudtrailexporter.trail.DiscoveryReport;
import io.github.cloudtrailexporter.trail.Failure;
import io.github.cloudtrailexporter.trail.FailureReason;
import io.github.cloudtrailexporter.trail.TrailArn;
import io.github.cloudtrailexporter.trail.TrailSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DiscoveredTrailsTest {

    private static final Area AREA = new Area(0, OWN, HOME);
    private static final Target OWNED = new Target(AMBIENT, trail(OWN, HOME, "main"), HOME, "", false);
    private static final Failure DENIED = Failure.of(FailureReason.ACCESS_DENIED);
    private static final Failure THROTTLED = Failure.of(FailureReason.THROTTLED);

    private static final MetadataCache NOTHING_READ = new MetadataCache(Duration.ofMinutes(10), System::nanoTime);
    private static final Plan PLAN = plan(Shard.ALL);

    private final Map<Area, AreaState> cycle = new HashMap<>();
    private DiscoveredTrails discovered = nothing(PLAN);

    private static Plan plan(Shard shard) {
        return new Plan(List.of(), List.of(own(regions(HOME))), shard, HOME);
    }

    /** After a cycle that has listed the accounts of all sources and discovered nothing in them. */
    private static DiscoveredTrails nothing(Plan plan) {
        return DiscoveredTrails.none(plan).after(List.of(), Map.of());
    }

    private static AreaState afterSuccess(AreaState state, List<Target> targets) {
        return state.discovered(targets, new View(new Account(OWN, "", AMBIENT, false), Map.of()), null);
    }

    private void succeeded(Area area, List<Target> targets) {
        store(area, afterSuccess(discovered.state(area), targets));
    }

    private void failed(Area area, Failure failure) {
        store(area, discovered.state(area).failed(failure));
    }

    private void store(Area area, AreaState state) {
        cycle.put(area, state);
        discovered = discovered.with(Map.of(area, state));
    }

    private void cycleEnded() {
        discovered = discovered.after(List.of(), cycle);
        cycle.clear();
    }

    private static Target seenFrom(String account) {
        return new Target(role(account), OWNED.arn(), HOME, "", true);
    }

    @Test
    void aTrailThatIsMissingOnceStays() {
        succeeded(AREA, List.of(OWNED));

        succeeded(AREA, List.of());

        assertThat(discovered.targets()).containsExactly(OWNED);
    }

    @Test
    void aTrailThatIsMissingTwiceInARowIsRemoved() {
        succeeded(AREA, List.of(OWNED));

        succeeded(AREA, List.of());
        succeeded(AREA, List.of());

        assertThat(discovered.targets()).isEmpty();
    }

    @Test
    void aTrailThatIsBackStartsAnew() {
        succeeded(AREA, List.of(OWNED));
        for (int i = 0; i < 5; i++) {
            succeeded(AREA, List.of());
            succeeded(AREA, List.of(OWNED));
        }

        assertThat(discovered.targets()).containsExactly(OWNED);
    }

    @Test
    void aFailedDiscoveryIsNoMiss() {
        succeeded(AREA, List.of(OWNED));
        succeeded(AREA, List.of());
        for (int i = 0; i < 5; i++) {
            failed(AREA, DENIED);
        }

        assertThat(discovered.targets()).containsExactly(OWNED);

        succeeded(AREA, List.of());

        assertThat(discovered.targets()).isEmpty();
    }

    @Test
    void aFailedAreaIsNeverReportedWithoutItsFailure() {
        failed(AREA, DENIED);
        List<DiscoveredTrails> moments = new ArrayList<>(List.of(discovered));
        cycleEnded();
        moments.add(discovered);
        failed(AREA, DENIED);
        moments.add(discovered);

        assertThat(moments)
                .allSatisfy(moment -> assertThat(moment.reports(NOTHING_READ))
                        .extracting(DiscoveryReport::failure)
                        .containsExactly(Optional.of(DENIED)));

        cycleEnded();
        cycleEnded();
        assertThat(discovered.reports(NOTHING_READ)).isEmpty();
    }

    @Test
    void whatIsKnownAtOneMomentDoesNotChange() {
        succeeded(AREA, List.of(OWNED));
        DiscoveredTrails moment = discovered;

        failed(AREA, DENIED);
        failed(new Area(0, OWN, "eu-west-1"), DENIED);
        cycleEnded();
        cycleEnded();

        assertThat(moment.targets()).containsExactly(OWNED);
        assertThat(reports(moment.reports(NOTHING_READ))).containsExactly(OWN + " us-east-1 1");
    }

    @Test
    void theTrailsOfAnAreaThatIsNotCoveredAnyMoreAreMissing() {
        succeeded(AREA, List.of(OWNED));
        cycleEnded();

        cycleEnded();
        assertThat(discovered.targets()).containsExactly(OWNED);
        assertThat(reports(discovered.reports(NOTHING_READ))).containsExactly(OWN + " us-east-1 1");

        cycleEnded();
        assertThat(discovered.targets()).isEmpty();
        assertThat(discovered.reports(NOTHING_READ)).isEmpty();
    }

    @Test
    void theOwnerIsPreferredToOtherAccountsThatSeeTheTrail() {
        succeeded(new Area(0, OTHER, HOME), List.of(seenFrom(OTHER)));
        succeeded(new Area(1, OWN, HOME), List.of(OWNED));

        assertThat(discovered.targets()).containsExactly(OWNED);
        assertThat(reports(discovered.reports(NOTHING_READ)))
                .containsExactly(OWN + " us-east-1 1", OTHER + " us-east-1 0");
    }

    @Test
    void amongOtherAccountsTheOrderOfTheConfigurationDecides() {
        succeeded(new Area(2, MEMBER, HOME), List.of(seenFrom(MEMBER)));
        succeeded(new Area(1, OTHER, HOME), List.of(seenFrom(OTHER)));

        assertThat(texts(discovered.targets())).containsExactly(OWN + "/main in us-east-1 as " + OTHER);
    }

    @Test
    void eventSelectorsAreReadByTheOwnerOrElseByTheRepresentative() {
        Account member = new Account(MEMBER, "", role(MEMBER), false);
        Account representative = new Account(OTHER, "", role(OTHER), true);
        Account owner = new Account(OWN, "", AMBIENT, false);
        Map<TrailArn, TrailSettings> everyone = Map.of(OWNED.arn(), FleetFixture.SETTINGS);

        sees(member, HOME, everyone);
        sees(representative, HOME, everyone);
        assertThat(discovered.readers()).isEqualTo(Map.of(OWNED.arn(), List.of(role(OTHER), role(OTHER))));

        SourceState source = new SourceState(PLAN.sources().get(0), List.of(owner, representative), null);
        discovered = discovered.after(List.of(source), cycle);
        assertThat(discovered.readers()).isEqualTo(Map.of(OWNED.arn(), List.of(AMBIENT, role(OTHER))));
    }

    private void sees(Account account, String region, Map<TrailArn, TrailSettings> trails) {
        Area area = new Area(0, account.id(), region);
        store(area, discovered.state(area).discovered(List.of(), new View(account, trails), null));
    }

    @Test
    void twoSourcesInOneAreaAreOneReportWithTheFailureOfEither() {
        succeeded(AREA, List.of(OWNED));
        succeeded(
                new Area(1, OWN, HOME),
                List.of(OWNED, new Target(AMBIENT, trail(OWN, HOME, "second"), HOME, "", false)));
        failed(new Area(2, OWN, HOME), THROTTLED);

        assertThat(reports(discovered.reports(NOTHING_READ))).containsExactly(OWN + " us-east-1 2 throttled");
    }

    @Test
    void accountsThatCannotBeListedAreReportedUntilTheyCan() {
        DiscoverySource source = PLAN.sources().get(0);
        DiscoveredTrails unlisted = discovered.after(List.of(new SourceState(source, List.of(), DENIED)), Map.of());
        assertThat(reports(unlisted.reports(NOTHING_READ))).containsExactly(" us-east-1 ? access_denied");

        DiscoveredTrails listed = unlisted.after(List.of(new SourceState(source, List.of(), null)), Map.of());
        assertThat(listed.reports(NOTHING_READ)).isEmpty();
    }

    @Test
    void areasOfOtherShardsAreNotReported() {
        Shard other = new Shard(0, 2).owns(OWN, HOME) ? new Shard(1, 2) : new Shard(0, 2);
        DiscoveredTrails others = nothing(plan(other)).with(Map.of(AREA, afterSuccess(AreaState.UNKNOWN, List.of())));

        assertThat(others.reports(NOTHING_READ)).isEmpty();
    }
}
