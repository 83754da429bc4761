package io.github.cloudtrailexporter.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cloudtrailexporter.simulator.SettableClock;
import io.github.cloudtrailexporter.trail.RecordedEvents;
import io.github.cloudtrailexporter.trail.TrailStatus;
import io.github.cloudtrailexporter.trail.TrailStatus.Delivery;
import io.github.cloudtrailexporter.trail.TrailStatus.Destination;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The stories of the demo's trails. */
class DemoCompanyTest {

    private static final Instant START = Instant.parse("2026-11-24T12:00:00Z");

    private final SettableClock clock = new SettableClock(START);
    private final DemoCompany company = new DemoCompany(START);

    @Test
    void healthyTrailIsHealthyInEachRegionAtItsOwnTimes() {
        DemoTrail trail = trail("organization-trail");

        assertThat(trail.regions()).hasSize(3);
        assertThat(trail.regions().stream()
                        .map(region -> trail.status(region, START)
                                .delivery(Destination.S3)
                                .latest()
                                .orElseThrow()))
                .doesNotHaveDuplicates()
                .allSatisfy(time -> assertThat(time).isBetween(START.minus(Duration.ofMinutes(5)), START));
    }

    @Test
    void everyDestinationHasItsBrokenTrail() {
        assertThat(error("payments-audit", Destination.S3)).isEqualTo("AccessDenied");
        assertThat(error("payments-audit", Destination.DIGEST)).isEqualTo("AccessDenied");
        assertThat(error("payments-audit", Destination.CLOUDWATCH_LOGS)).isEmpty();
        assertThat(error("legacy-trail", Destination.S3)).isEqualTo("NoSuchBucket");
        assertThat(error("people-records", Destination.DIGEST)).isEqualTo("KMS.DisabledException");
        assertThat(error("webshop-trail", Destination.SNS)).isEqualTo("AuthorizationError");
        assertThat(error("webshop-trail", Destination.S3)).isEmpty();
        assertThat(error("data-platform", Destination.CLOUDWATCH_LOGS)).isEqualTo("AccessDenied");
    }

    @Test
    void brokenTrailsGrowOlder() {
        Instant before = latest("payments-audit", Destination.S3);

        clock.advance(Duration.ofHours(1));

        assertThat(latest("payments-audit", Destination.S3))
                .isEqualTo(before)
                .isBetween(START.minus(Duration.ofMinutes(185)), START.minus(Duration.ofHours(3)));
        assertThat(latest("payments-audit", Destination.CLOUDWATCH_LOGS)).isAfter(START);
    }

    @Test
    void idleTrailHasFreshDigests() {
        assertThat(latest("evidence-write-events", Destination.S3)).isEqualTo(START.minus(Duration.ofDays(5)));
        assertThat(latest("evidence-write-events", Destination.DIGEST)).isAfter(START.minus(Duration.ofHours(1)));
    }

    @Test
    void stoppedYoungAndUnknownTrailsAreWhatTheySay() {
        assertThat(status("sandbox-trail").logging()).isFalse();
        assertThat(status("sandbox-trail").stopped()).contains(START.minus(Duration.ofHours(6)));
        assertThat(status("research-new").delivery(Destination.S3)).isEqualTo(Delivery.NONE);
        assertThat(status("research-new").started()).contains(START.minus(Duration.ofHours(2)));
        assertThat(trail("research-trail").isDenied()).isTrue();
    }

    @Test
    void trailBreaksAfterTwoMinutesAndHealsAfterFourMore() {
        assertThat(error("checkout-trail", Destination.S3)).isEmpty();

        clock.advance(Duration.ofMinutes(2));
        assertThat(error("checkout-trail", Destination.S3)).isEqualTo("AccessDenied");

        clock.advance(Duration.ofMinutes(4));
        assertThat(error("checkout-trail", Destination.S3)).isEmpty();
        assertThat(latest("checkout-trail", Destination.S3)).isEqualTo(clock.instant());
    }

    @Test
    void configurationListsEveryTrailAndDiscoversTheOrganization() {
        Map<String, ?> yaml = new Yaml().load(company.configuration());

        assertThat(yaml.get("trails"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .hasSize(company.trails().size())
                .contains(Map.of(
                        "arn",
                        trail("payments-audit").arn().toString(),
                        "regions",
                        List.of("eu-west-1"),
                        "account_name",
                        "acme-payments",
                        "role_arn",
                        "arn:aws:iam::222233334444:role/cloudtrail-exporter"));
        assertThat(yaml).containsOnlyKeys("poll", "discovery_interval", "trails", "discovery");
    }

    @Test
    void managementEventsAreSwitchedOffForAWhile() {
        Instant off = START.plus(DemoCompany.EVENTS_OFF_AFTER);
        Instant on = off.plus(DemoCompany.EVENTS_ON_AFTER);

        assertThat(List.of(records(off.minusSeconds(1)), records(off), records(on.minusSeconds(1)), records(on)))
                .containsExactly("write", "nothing", "nothing", "write");
    }

    private String records(Instant at) {
        RecordedEvents events = RecordedEvents.of(trail("evidence-write-events").eventSelectors(at), true);
        assertThat(events.read()).isFalse();
        return events.write() ? "write" : "nothing";
    }

    @Test
    void oneAccountOutsideTheOrganizationHasNoTrail() {
        assertThat(company.members()).doesNotContainKey("121212121212");
        assertThat(company.visible("121212121212", "us-east-1")).isEmpty();
    }

    private DemoTrail trail(String name) {
        return company.trails().stream()
                .filter(trail -> trail.arn().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private TrailStatus status(String name) {
        DemoTrail trail = trail(name);
        return trail.status(trail.arn().homeRegion(), clock.instant());
    }

    private String error(String name, Destination destination) {
        return Optional.of(status(name).delivery(destination))
                .flatMap(Delivery::error)
                .map(code -> code.value())
                .orElse("");
    }

    private Instant latest(String name, Destination destination) {
        return status(name).delivery(destination).latest().orElseThrow();
    }
}
