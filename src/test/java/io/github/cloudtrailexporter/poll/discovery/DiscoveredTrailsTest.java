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

import io.github.cloudtrailexporter.poll.MetadataCache;
import io.github.cloudtrailexporter.poll.discovery.DiscoveredTrails.Area;
import io.github.cloudtrailexporter.target.Shard;
import io.github.cloudtrailexporter.target.Target;
import io.github.cloudtrailexporter.trail.Failure;
import io.github.cloudtrailexporter.trail.FailureReason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DiscoveredTrailsTest {

    private static final Area AREA = new Area(0, OWN, HOME);
    private static final Target OWNED = new Target(AMBIENT, trail(OWN, HOME, "main"), HOME, "", false);
    private static final Failure DENIED = Failure.of(FailureReason.ACCESS_DENIED);
    private static final Failure THROTTLED = Failure.of(FailureReason.THROTTLED);

    private static final MetadataCache NOTHING_READ = new MetadataCache(Duration.ofMinutes(10), System::nanoTime);
    private static final VisibleTrails NOTHING = new VisibleTrails(AMBIENT, false, Map.of());
    private final DiscoveredTrails discovered = new DiscoveredTrails(Shard.ALL);

    private void succeeded(Area area, List<Target> targets) {
        discovered.succeeded(area, targets, NOTHING);
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
            discovered.failed(AREA, DENIED);
        }

        assertThat(discovered.targets()).containsExactly(OWNED);

        succeeded(AREA, List.of());

        assertThat(discovered.targets()).isEmpty();
    }

    @Test
    void aFailedAreaIsNeverReportedWithoutItsFailure() {
        CompletableFuture<Void> failing = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 20; i++) {
                IntStream.range(0, 2_000)
                        .forEach(number -> discovered.failed(new Area(0, OWN, "eu-region-" + number), DENIED));
                discovered.cycleEnded();
                discovered.cycleEnded();
            }
        });

        do {
            assertThat(discovered.reports(NOTHING_READ))
                    .allSatisfy(report -> assertThat(report.failure()).contains(DENIED));
        } while (!failing.isDone());
        assertThat(discovered.reports(NOTHING_READ)).isEmpty();
    }

    @Test
    void theTrailsOfAnAreaThatIsNotCoveredAnyMoreAreMissing() {
        succeeded(AREA, List.of(OWNED));
        discovered.cycleEnded();

        discovered.cycleEnded();
        assertThat(discovered.targets()).containsExactly(OWNED);
        assertThat(reports(discovered.reports(NOTHING_READ))).containsExactly(OWN + " us-east-1 1");

        discovered.cycleEnded();
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
    void twoSourcesInOneAreaAreOneReportWithTheFailureOfEither() {
        succeeded(AREA, List.of(OWNED));
        succeeded(
                new Area(1, OWN, HOME),
                List.of(OWNED, new Target(AMBIENT, trail(OWN, HOME, "second"), HOME, "", false)));
        discovered.failed(new Area(2, OWN, HOME), THROTTLED);

        assertThat(reports(discovered.reports(NOTHING_READ))).containsExactly(OWN + " us-east-1 2 throttled");
    }

    @Test
    void accountsThatCannotBeListedAreReportedUntilTheyCan() {
        discovered.accountsFailed(0, "", HOME, DENIED);
        assertThat(reports(discovered.reports(NOTHING_READ))).containsExactly(" us-east-1 ? access_denied");

        discovered.accountsListed(0, List.of());
        discovered.cycleEnded();
        assertThat(discovered.reports(NOTHING_READ)).isEmpty();
    }

    @Test
    void areasOfOtherShardsAreNotReported() {
        Shard other = new Shard(0, 2).owns(OWN, HOME) ? new Shard(1, 2) : new Shard(0, 2);
        DiscoveredTrails others = new DiscoveredTrails(other);

        others.succeeded(AREA, List.of(), NOTHING);

        assertThat(others.reports(NOTHING_READ)).isEmpty();
    }
}
