package io.github.cloudtrailexporter.poll;

import static io.github.cloudtrailexporter.poll.FleetFixture.AMBIENT;
import static io.github.cloudtrailexporter.poll.FleetFixture.HOME;
import static io.github.cloudtrailexporter.poll.FleetFixture.MEMBER;
import static io.github.cloudtrailexporter.poll.FleetFixture.OTHER;
import static io.github.cloudtrailexporter.poll.FleetFixture.OWN;
import static io.github.cloudtrailexporter.poll.FleetFixture.reports;
import static io.github.cloudtrailexporter.poll.FleetFixture.role;
import static io.github.cloudtrailexporter.poll.FleetFixture.texts;
import static io.github.cloudtrailexporter.poll.FleetFixture.trail;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cloudtrailexporter.poll.Findings.Place;
import io.github.cloudtrailexporter.target.Shard;
import io.github.cloudtrailexporter.target.Target;
import io.github.cloudtrailexporter.trail.Failure;
import io.github.cloudtrailexporter.trail.FailureReason;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FindingsTest {

    private static final Place PLACE = new Place(0, OWN, HOME);
    private static final Target OWNED = new Target(AMBIENT, trail(OWN, HOME, "main"), HOME, "", false);
    private static final Failure DENIED = Failure.of(FailureReason.ACCESS_DENIED);
    private static final Failure THROTTLED = Failure.of(FailureReason.THROTTLED);

    private final Findings findings = new Findings(Shard.ALL);

    private static Target seenFrom(String account) {
        return new Target(role(account), OWNED.arn(), HOME, "", true);
    }

    @Test
    void aTrailThatIsNotFoundOnceStays() {
        findings.found(PLACE, List.of(OWNED));

        findings.found(PLACE, List.of());

        assertThat(findings.targets()).containsExactly(OWNED);
    }

    @Test
    void aTrailThatIsNotFoundTwiceInARowGoes() {
        findings.found(PLACE, List.of(OWNED));

        findings.found(PLACE, List.of());
        findings.found(PLACE, List.of());

        assertThat(findings.targets()).isEmpty();
    }

    @Test
    void aTrailThatIsFoundAgainStartsAnew() {
        findings.found(PLACE, List.of(OWNED));
        for (int i = 0; i < 5; i++) {
            findings.found(PLACE, List.of());
            findings.found(PLACE, List.of(OWNED));
        }

        assertThat(findings.targets()).containsExactly(OWNED);
    }

    @Test
    void aLookThatFailsCountsForNothing() {
        findings.found(PLACE, List.of(OWNED));
        findings.found(PLACE, List.of());
        for (int i = 0; i < 5; i++) {
            findings.failed(PLACE, DENIED);
        }

        assertThat(findings.targets()).containsExactly(OWNED);

        findings.found(PLACE, List.of());

        assertThat(findings.targets()).isEmpty();
    }

    @Test
    void whatNobodyLooksIntoAnyMoreGoesAsIfNothingWereFoundThere() {
        findings.found(PLACE, List.of(OWNED));

        findings.lookedInto(Set.of());
        assertThat(findings.targets()).containsExactly(OWNED);
        assertThat(reports(findings.reports())).containsExactly(OWN + " us-east-1 1");

        findings.lookedInto(Set.of());
        assertThat(findings.targets()).isEmpty();
        assertThat(findings.reports()).isEmpty();
    }

    @Test
    void theOwnerIsPreferredToWhoeverElseSeesTheTrail() {
        findings.found(new Place(0, OTHER, HOME), List.of(seenFrom(OTHER)));
        findings.found(new Place(1, OWN, HOME), List.of(OWNED));

        assertThat(findings.targets()).containsExactly(OWNED);
        assertThat(reports(findings.reports())).containsExactly(OWN + " us-east-1 1", OTHER + " us-east-1 0");
    }

    @Test
    void amongOthersTheOrderOfTheConfigurationDecides() {
        findings.found(new Place(2, MEMBER, HOME), List.of(seenFrom(MEMBER)));
        findings.found(new Place(1, OTHER, HOME), List.of(seenFrom(OTHER)));

        assertThat(texts(findings.targets())).containsExactly(OWN + "/main in us-east-1 as " + OTHER);
    }

    @Test
    void twoSourcesInOnePlaceAreOneReportWithTheFailureOfEither() {
        findings.found(PLACE, List.of(OWNED));
        findings.found(
                new Place(1, OWN, HOME),
                List.of(OWNED, new Target(AMBIENT, trail(OWN, HOME, "second"), HOME, "", false)));
        findings.failed(new Place(2, OWN, HOME), THROTTLED);

        assertThat(reports(findings.reports())).containsExactly(OWN + " us-east-1 2 throttled");
    }

    @Test
    void accountsThatCannotBeListedAreReportedUntilTheyCan() {
        findings.notListed(0, "", HOME, DENIED);
        assertThat(reports(findings.reports())).containsExactly(" us-east-1 ? access_denied");

        findings.listed(0);
        assertThat(findings.reports()).isEmpty();
    }

    @Test
    void placesOfOtherShardsAreNotReported() {
        Shard other = new Shard(0, 2).owns(OWN, HOME) ? new Shard(1, 2) : new Shard(0, 2);
        Findings others = new Findings(other);

        others.found(PLACE, List.of());

        assertThat(others.reports()).isEmpty();
    }
}
