package io.github.cloudtrailexporter.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.cloudtrailexporter.poll.AwsCallException;
import io.github.cloudtrailexporter.poll.CloudTrailPort.Session;
import io.github.cloudtrailexporter.simulator.Fault;
import io.github.cloudtrailexporter.simulator.FaultScope;
import io.github.cloudtrailexporter.target.AwsIdentity;
import io.github.cloudtrailexporter.trail.Failure;
import io.github.cloudtrailexporter.trail.FailureReason;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The life of an assumed role's session, good and bad. */
class RoleSessionTest {

    private final Simulation simulation = new Simulation();

    @AfterEach
    void close() {
        simulation.close();
    }

    private long assumed() {
        return simulation.aws.calls().count("AssumeRole");
    }

    @Test
    void oneSessionServesManyPollsAndIsRenewedBeforeItEnds() throws Exception {
        for (int i = 0; i < 5; i++) {
            simulation.status();
        }
        assertThat(assumed()).isEqualTo(1);

        simulation.clock.advance(Duration.ofMinutes(9));
        simulation.status();
        assertThat(assumed()).isEqualTo(1);

        simulation.clock.advance(Duration.ofMinutes(2));
        simulation.status();
        simulation.status();
        assertThat(assumed()).isEqualTo(2);
    }

    @Test
    void theExternalIdIsSentAndStaysOutOfFailures() throws Exception {
        simulation.status();

        simulation.role.externalId("another");
        simulation.clock.advance(Duration.ofMinutes(20));

        AwsCallException thrown = thrownBySignIn();
        assertThat(thrown.failure().reason()).isEqualTo(FailureReason.ASSUME_ROLE_DENIED);
        assertThat(thrown.toString() + thrown.getCause()).doesNotContain("canary");
    }

    private AwsCallException thrownBySignIn() {
        try {
            throw new AssertionError("did not fail: " + simulation.signIn());
        } catch (AwsCallException e) {
            return e;
        }
    }

    @Test
    @Tag("A20")
    void anExpiredTokenIsRenewedByTheNextPoll() throws Exception {
        simulation.status();
        simulation.aws.inject(FaultScope.on("GetTrailStatus"), Fault.error("ExpiredTokenException", 400, "expired"), 1);

        assertThat(simulation.failure()).isEqualTo(new Failure(FailureReason.CREDENTIALS, "ExpiredTokenException"));

        assertThat(simulation.status().logging()).isTrue();
        assertThat(assumed()).isEqualTo(2);
    }

    @Test
    @Tag("A20")
    void aTokenThatIsNeverAcceptedCausesOneAssumeRoleForEachPoll() {
        simulation.breakStatus(Fault.error("ExpiredTokenException", 400, "expired"));

        for (int i = 0; i < 3; i++) {
            assertThat(simulation.reason()).isEqualTo(FailureReason.CREDENTIALS);
        }

        assertThat(assumed()).isEqualTo(3);
    }

    @Test
    @Tag("A20")
    void trailsThatShareAnExpiredTokenRenewItOnce() throws Exception {
        Session first = simulation.signIn();
        simulation.aws.inject(FaultScope.on("GetTrailStatus"), Fault.error("ExpiredTokenException", 400, "expired"), 3);
        for (int i = 0; i < 3; i++) {
            assertThat(failureOf(first, Simulation.REGION).reason()).isEqualTo(FailureReason.CREDENTIALS);
        }

        simulation.status();
        simulation.status();

        assertThat(assumed()).isEqualTo(2);
    }

    @Test
    @Tag("A21")
    void aRoleThatMayNotBeAssumedDoesNotAffectOthers() throws Exception {
        simulation.role.denied(true);

        assertThat(simulation.reason()).isEqualTo(FailureReason.ASSUME_ROLE_DENIED);

        assertThat(simulation
                        .port
                        .signIn(new AwsIdentity.Ambient(), "us-east-1", Simulation.ENOUGH)
                        .accountId(Simulation.ENOUGH))
                .isEqualTo(SimulatedWorld.AMBIENT_ACCOUNT);
    }

    @Test
    @Tag("A22")
    void withdrawnTrustShowsWhenTheSessionEnds() throws Exception {
        simulation.status();
        simulation.role.denied(true);

        simulation.clock.advance(Duration.ofMinutes(13));
        assertThat(simulation.status().logging()).isTrue();

        simulation.clock.advance(Duration.ofMinutes(1));
        assertThat(simulation.reason()).isEqualTo(FailureReason.ASSUME_ROLE_DENIED);
    }

    @Test
    @Tag("A23")
    void hungStsFailsAllCallersWithinTheirTimeoutAfterOneCall() throws Exception {
        try (Simulation hung = new Simulation(Duration.ofSeconds(1))) {
            hung.breakSts(Fault.hang());
            ExecutorService pool = Executors.newFixedThreadPool(8);

            long start = System.nanoTime();
            List<Future<FailureReason>> statuses = IntStream.range(0, 8)
                    .mapToObj(i -> pool.submit(hung::reason))
                    .toList();

            for (Future<FailureReason> reason : statuses) {
                assertThat(reason.get()).isEqualTo(FailureReason.TIMEOUT);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
            assertThat(hung.aws.calls().count("AssumeRole")).as("attempts").isLessThanOrEqualTo(2);
            pool.shutdownNow();
        }
    }

    @Test
    @Tag("A23")
    void aCallerWithAShorterTimeoutWaitsLess() throws Exception {
        simulation.breakSts(Fault.delay(Duration.ofSeconds(2)));
        ExecutorService pool = Executors.newFixedThreadPool(1);
        Future<Session> patient = pool.submit(simulation::signIn);
        while (assumed() == 0) {
            Thread.onSpinWait();
        }

        AwsCallException thrown = catchThrowableOfType(
                AwsCallException.class,
                () -> simulation.port.signIn(Simulation.ROLE, Simulation.REGION, Duration.ofMillis(100)));

        assertThat(patient).isNotDone();
        assertThat(thrown.failure().reason()).isEqualTo(FailureReason.TIMEOUT);
        assertThat(patient.get()).isNotNull();
        pool.shutdownNow();
    }

    @Test
    @Tag("A24")
    void throttledStsIsThrottled() {
        simulation.breakSts(Fault.error("Throttling", 400, "Rate exceeded"));

        assertThat(simulation.failure()).isEqualTo(new Failure(FailureReason.THROTTLED, "Throttling"));
        assertThat(assumed()).isLessThanOrEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "RegionDisabledException, 403, region_disabled",
        "ExpiredToken, 403, credentials",
        "InvalidClientTokenId, 403, credentials",
        "InternalFailure, 500, service_error",
        "ValidationError, 400, bad_request"
    })
    void stsRefusalsHaveTheirReasons(String code, int status, String reason) {
        simulation.breakSts(Fault.error(code, status, "text"));

        assertThat(simulation.reason().label()).isEqualTo(reason);
    }

    @Test
    @Tag("A25")
    void aSessionThatHasExpiredOnArrivalIsNotRequestedAgainInThePoll() {
        simulation.role.sessionLifetime(Duration.ofMinutes(-5));

        for (int i = 0; i < 3; i++) {
            assertThat(simulation.reason()).isEqualTo(FailureReason.CREDENTIALS);
        }

        assertThat(assumed()).isEqualTo(3);
    }

    @Test
    @Tag("A25")
    void aSessionThatHasExpiredByOurClockOnlyIsUsed() throws Exception {
        simulation.breakSts(
                Fault.edited(body -> body.replaceAll("<Expiration>[^<]*<", "<Expiration>2020-01-01T00:00:00Z<")));

        assertThat(simulation.status().logging()).isTrue();
        assertThat(simulation.status().logging()).isTrue();

        assertThat(assumed()).isEqualTo(2);
    }

    @Test
    @Tag("A25")
    void aSessionWithoutAnEndIsUsedForOnePoll() throws Exception {
        simulation.breakSts(Fault.edited(body -> body.replaceAll("<Expiration>[^<]*</Expiration>", "")));

        assertThat(simulation.status().logging()).isTrue();
        assertThat(simulation.status().logging()).isTrue();

        assertThat(assumed()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"AccessKeyId", "SecretAccessKey", "SessionToken", "Credentials"})
    @Tag("A25")
    void aSessionWithoutKeysIsNone(String member) {
        simulation.breakSts(Fault.edited(body -> body.replaceAll("(?s)<" + member + ">.*</" + member + ">", "")));

        assertThat(simulation.reason()).isEqualTo(FailureReason.CREDENTIALS);
        assertThat(assumed()).isEqualTo(1);
    }

    @Test
    @Tag("A25")
    void anUnreadableExpiryIsABadResponse() {
        simulation.breakSts(Fault.edited(body -> body.replaceAll("<Expiration>[^<]*<", "<Expiration>soon<")));

        assertThat(simulation.reason()).isEqualTo(FailureReason.BAD_RESPONSE);
    }

    @Test
    @Tag("A26")
    void aDisabledRegionShowsAsAnUnknownTokenWithoutFurtherAssumeRoles() throws Exception {
        simulation.aws.account(Simulation.ACCOUNT).enabledRegions(Set.of(Simulation.REGION));
        Session session = simulation.signIn();
        session.trailStatus(Simulation.TRAIL, Simulation.REGION, Simulation.ENOUGH);

        for (int i = 0; i < 3; i++) {
            assertThat(failureOf(simulation.signIn(), "ap-east-1").tokenUnknown())
                    .isTrue();
            simulation.status();
        }

        assertThat(assumed()).isEqualTo(1);
    }

    @Test
    void aTokenThatIsUnknownEverywhereIsRenewed() throws Exception {
        simulation.status();
        simulation.breakStatus(Fault.error("UnrecognizedClientException", 400, "unknown"));

        simulation.clock.advance(Duration.ofMinutes(6));
        assertThat(simulation.failure().tokenUnknown()).isTrue();
        simulation.aws.clearFaults();

        assertThat(simulation.status().logging()).isTrue();
        assertThat(assumed()).isEqualTo(2);
    }

    private static Failure failureOf(Session session, String region) {
        try {
            throw new AssertionError(
                    "did not fail: " + session.trailStatus(Simulation.TRAIL, region, Simulation.ENOUGH));
        } catch (AwsCallException e) {
            return e.failure();
        }
    }
}
