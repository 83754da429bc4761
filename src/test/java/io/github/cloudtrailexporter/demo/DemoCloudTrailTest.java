package io.github.cloudtrailexporter.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cloudtrailexporter.aws.AwsOptions;
import io.github.cloudtrailexporter.aws.PortWithKeys;
import io.github.cloudtrailexporter.poll.AwsCallException;
import io.github.cloudtrailexporter.poll.CallListener;
import io.github.cloudtrailexporter.poll.CloudTrailPort;
import io.github.cloudtrailexporter.simulator.SettableClock;
import io.github.cloudtrailexporter.simulator.SimulatedAws;
import io.github.cloudtrailexporter.target.AwsIdentity;
import io.github.cloudtrailexporter.trail.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The demo returns what the real adapter returns for the same company on the simulated AWS, and counts the same calls. */
class DemoCloudTrailTest {

    private static final Duration ENOUGH = Duration.ofSeconds(10);
    private static final Instant START = Instant.parse("2026-11-24T12:00:00Z");

    private final SettableClock clock = new SettableClock(START);
    private final Set<String> demoCalls = new ConcurrentSkipListSet<>();
    private final Set<String> awsCalls = new ConcurrentSkipListSet<>();
    private final SimulatedAws simulated = SimulatedAws.start(clock);
    private final SimulatedDemo scenario =
            new SimulatedDemo(simulated, START, DemoCompany.BREAKS_AFTER, DemoCompany.HEALS_AFTER);
    private final DemoCompany company = new DemoCompany(clock.instant());
    private final CloudTrailPort demo = new DemoCloudTrail(company, clock, listener(demoCalls)) {
        @Override
        Duration latency(String operation, String region) {
            return Duration.ZERO;
        }
    };
    private final CloudTrailPort aws = PortWithKeys.connect(
            new AwsOptions(Optional.empty(), Optional.of(simulated.endpoint()), ENOUGH, 4, "cloudtrail-exporter/test"),
            listener(awsCalls),
            clock);

    @AfterEach
    void close() {
        demo.close();
        aws.close();
        simulated.close();
    }

    @Test
    void everyTrailHasTheStatusAndSettingsOfTheScenarioAtEachStageOfTheIncident() throws Exception {
        assertThat(company.configuration()).contains(discovery());
        for (int minutes : List.of(0, 3, 1, 3)) {
            clock.advance(Duration.ofMinutes(minutes));
            for (DemoTrail trail : company.trails()) {
                for (String region : trail.regions()) {
                    assertThat(compared(answer(demo, trail, region), trail))
                            .as("%s in %s at %s", trail.arn(), region, clock.instant())
                            .isEqualTo(compared(answer(aws, trail, region), trail));
                }
            }
        }
    }

    @Test
    void organizationHasTheSameAccounts() throws Exception {
        assertThat(organization(demo)).containsExactlyInAnyOrderElementsOf(organization(aws));
        assertThat(demo.signIn(new AwsIdentity.Ambient(), "us-east-1", ENOUGH).accountId(ENOUGH))
                .isEqualTo(aws.signIn(new AwsIdentity.Ambient(), "us-east-1", ENOUGH)
                        .accountId(ENOUGH));
    }

    @Test
    void callsAreCountedUnderTheNamesOfAws() throws Exception {
        for (CloudTrailPort port : List.of(demo, aws)) {
            organization(port);
            port.signIn(new AwsIdentity.Ambient(), "us-east-1", ENOUGH).accountId(ENOUGH);
            port.signIn(new AwsIdentity.Ambient(), "us-east-1", ENOUGH).enabledRegions("us-east-1", ENOUGH);
            for (DemoTrail trail : company.trails()) {
                answer(port, trail, trail.arn().homeRegion());
            }
        }

        assertThat(demoCalls)
                .isEqualTo(awsCalls)
                .contains("cloudtrail GetTrailStatus AccessDeniedException", "sts AssumeRole ");
    }

    private String discovery() {
        String all = scenario.config();
        return all.substring(all.indexOf("discovery:"));
    }

    private List<CloudTrailPort.OrganizationAccount> organization(CloudTrailPort port) throws AwsCallException {
        return port.signIn(new AwsIdentity.Ambient(), "us-east-1", ENOUGH).organizationAccounts(ENOUGH);
    }

    /** The event selectors of this trail change in the demo only; {@link DemoCompanyTest} proves that. */
    private static List<Object> compared(List<Object> answer, DemoTrail trail) {
        return trail.arn().name().equals("evidence-write-events") ? answer.subList(0, 2) : answer;
    }

    private static List<Object> answer(CloudTrailPort port, DemoTrail trail, String region) throws AwsCallException {
        CloudTrailPort.Session session = port.signIn(identity(trail), region, ENOUGH);
        return List.of(
                session.describeTrails(region, ENOUGH),
                status(session, trail, region),
                selectors(session, trail, region));
    }

    private static Object selectors(CloudTrailPort.Session session, DemoTrail trail, String region) {
        try {
            return session.eventSelectors(trail.arn(), region, ENOUGH);
        } catch (AwsCallException e) {
            Failure failure = e.failure();
            return failure;
        }
    }

    private static Object status(CloudTrailPort.Session session, DemoTrail trail, String region) {
        try {
            return session.trailStatus(trail.arn(), region, ENOUGH);
        } catch (AwsCallException e) {
            Failure failure = e.failure();
            return failure;
        }
    }

    private static AwsIdentity identity(DemoTrail trail) {
        String account = trail.arn().accountId();
        return new AwsIdentity.Role("arn:aws:iam::" + account + ":role/cloudtrail-exporter", "");
    }

    private static CallListener listener(Set<String> calls) {
        return new CallListener() {
            @Override
            public void attempt(String service, String operation, String errorCode, Duration duration) {
                calls.add(service + " " + operation + " " + errorCode);
            }

            @Override
            public void implausible(String field) {
                throw new AssertionError(field);
            }
        };
    }
}
