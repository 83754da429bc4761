package io.github.cloudtrailexporter.poll.discovery;

import static io.github.cloudtrailexporter.poll.discovery.FleetFixture.AMBIENT;
import static io.github.cloudtrailexporter.poll.discovery.FleetFixture.HOME;
import static io.github.cloudtrailexporter.poll.discovery.FleetFixture.MEMBER;
import static io.github.cloudtrailexporter.poll.discovery.FleetFixture.OTHER;
import static io.github.cloudtrailexporter.poll.discovery.FleetFixture.OWN;
import static io.github.cloudtrailexporter.poll.discovery.FleetFixture.reports;
import static io.github.cloudtrailexporter.poll.discovery.FleetFixture.role;
import static io.github.cloudtrailexporter.poll.discovery.FleetFixture.texts;
import static io.github.cloudtrailexporter.poll.discovery.FleetFixture.trail;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cloudtrailexporter.poll.discovery.DiscoveredTrails.Area;
import io.github.cloudtrailexporter.target.Shard;
import io.github.cloudtrailexporter.target.Target;
import io.github.cloudtrailexporter.trail.Failure;
import io.github.cloudtrailexporter.trail.FailureReason;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DiscoveredTrailsTest {

    private static final Area AREA = new Area(0, OWN, HOME);
    private static final Target OWNED = new Target(AMBIENT, trail(OWN, HOME, "main"), HOME, "", false);
    private static final Failure DENIED = Failure.of(FailureReason.ACCESS_DENIED);
    private static final Failure THROTTLED = Failure.of(FailureReason.THROTTLED);

    private final DiscoveredTrails discovered = new DiscoveredTrails(Shard.ALL);

    private static Target seenFrom(String account) {
        return new Target(role(account), OWNED.arn(), HOME, "", true);
    }

    @Test
    void aTrailThatIsMissingOnceStays() {
        discovered.succeeded(AREA, List.of(OWNED));

        discovered.succeeded(AREA, List.of());

        assertThat(discovered.targets()).containsExactly(OWNED);
    }

    @Test
    void aTrailThatIsMissingTwiceInARowIsRemoved() {
        discovered.succeeded(AREA, List.of(OWNED));

        discovered.succeeded(AREA, List.of());
        discovered.succeeded(AREA, List.of());

        assertThat(discovered.targets()).isEmpty();
    }

    @Test
    void aTrailThatIsBackStartsAnew() {
        discovered.succeeded(AREA, List.of(OWNED));
        for (int i = 0; i < 5; i++) {
            discovered.succeeded(AREA, List.of());
            discovered.succeeded(AREA, List.of(OWNED));
        }

        assertThat(discovered.targets()).containsExactly(OWNED);
    }

    @Test
    void aFailedDiscoveryIsNoMiss() {
        discovered.succeeded(AREA, List.of(OWNED));
        discovered.succeeded(AREA, List.of());
        for (int i = 0; i < 5; i++) {
            discovered.failed(AREA, DENIED);
        }

        assertThat(discovered.targets()).containsExactly(OWNED);

        discovered.succeeded(AREA, List.of());

        assertThat(discovered.targets()).isEmpty();
    }

    @Test
    void theTrailsOfAnAreaThatIsNotCoveredAnyMoreAreMissing() {
        discovered.succeeded(AREA, List.of(OWNED));

        discovered.cycleEnded(Set.of(), Set.of());
        assertThat(discovered.targets()).containsExactly(OWNED);
        assertThat(reports(discovered.reports())).containsExactly(OWN + " us-east-1 1");

        discovered.cycleEnded(Set.of(), Set.of());
        assertThat(discovered.targets()).isEmpty();
        assertThat(discovered.reports()).isEmpty();
    }

    @Test
    void theOwnerIsPreferredToOtherAccountsThatSeeTheTrail() {
        discovered.succeeded(new Area(0, OTHER, HOME), List.of(seenFrom(OTHER)));
        discovered.succeeded(new Area(1, OWN, HOME), List.of(OWNED));

        assertThat(discovered.targets()).containsExactly(OWNED);
        assertThat(reports(discovered.reports())).containsExactly(OWN + " us-east-1 1", OTHER + " us-east-1 0");
    }

    @Test
    void amongOtherAccountsTheOrderOfTheConfigurationDecides() {
        discovered.succeeded(new Area(2, MEMBER, HOME), List.of(seenFrom(MEMBER)));
        discovered.succeeded(new Area(1, OTHER, HOME), List.of(seenFrom(OTHER)));

        assertThat(texts(discovered.targets())).containsExactly(OWN + "/main in us-east-1 as " + OTHER);
    }

    @Test
    void twoSourcesInOneAreaAreOneReportWithTheFailureOfEither() {
        discovered.succeeded(AREA, List.of(OWNED));
        discovered.succeeded(
                new Area(1, OWN, HOME),
                List.of(OWNED, new Target(AMBIENT, trail(OWN, HOME, "second"), HOME, "", false)));
        discovered.failed(new Area(2, OWN, HOME), THROTTLED);

        assertThat(reports(discovered.reports())).containsExactly(OWN + " us-east-1 2 throttled");
    }

    @Test
    void accountsThatCannotBeListedAreReportedUntilTheyCan() {
        discovered.accountsFailed(0, "", HOME, DENIED);
        assertThat(reports(discovered.reports())).containsExactly(" us-east-1 ? access_denied");

        discovered.cycleEnded(Set.of(), Set.of(0));
        assertThat(discovered.reports()).isEmpty();
    }

    @Test
    void areasOfOtherShardsAreNotReported() {
        Shard other = new Shard(0, 2).owns(OWN, HOME) ? new Shard(1, 2) : new Shard(0, 2);
        DiscoveredTrails others = new DiscoveredTrails(other);

        others.succeeded(AREA, List.of());

        assertThat(others.reports()).isEmpty();
    }
}
