package io.github.cloudtrailexporter.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cloudtrailexporter.poll.CloudTrailPort.Session;
import io.github.cloudtrailexporter.simulator.Fault;
import io.github.cloudtrailexporter.simulator.FaultScope;
import io.github.cloudtrailexporter.simulator.SimulatedAws;
import io.github.cloudtrailexporter.target.AwsIdentity;
import io.github.cloudtrailexporter.trail.Failure;
import io.github.cloudtrailexporter.trail.FailureReason;
import io.github.cloudtrailexporter.trail.TrailArn;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The reasons of error responses of AWS, and of proxies on the way. */
class RefusalFaultsTest {

    private final Simulation simulation = new Simulation();

    @AfterEach
    void close() {
        simulation.close();
    }

    @Test
    @Tag("A1")
    void permanentThrottlingIsReportedAfterTwoAttempts() {
        simulation.breakStatus(Fault.throttling());

        assertThat(simulation.failure()).isEqualTo(new Failure(FailureReason.THROTTLED, "ThrottlingException"));

        assertThat(simulation.recorder.codes("GetTrailStatus"))
                .hasSizeLessThanOrEqualTo(2)
                .containsOnly("ThrottlingException");
        assertThat(simulation.aws.calls().count("GetTrailStatus")).isLessThanOrEqualTo(2);
    }

    @Test
    @Tag("A2")
    void tooManyRequestsWithoutACodeIsThrottled() {
        simulation.breakStatus(Fault.response(429, "text/plain", ""));

        assertThat(simulation.failure()).isEqualTo(new Failure(FailureReason.THROTTLED, ""));
    }

    @Test
    @Tag("A3")
    void oneThrottledAttemptIsRetriedAndCounted() throws Exception {
        simulation.aws.inject(FaultScope.on("GetTrailStatus"), Fault.response(500, "text/html", "<html>"), 1);

        assertThat(simulation.status().logging()).isTrue();

        assertThat(simulation.recorder.codes("GetTrailStatus")).containsExactly("service_error", "");
    }

    @ParameterizedTest
    @CsvSource({"500,text/html,<html>oops</html>", "503,text/plain,''", "502,application/x-amz-json-1.1,{}"})
    @Tag("A4")
    void fiveHundredsAreServiceErrors(int status, String type, String body) {
        simulation.breakStatus(Fault.response(status, type, body));

        assertThat(simulation.reason()).isEqualTo(FailureReason.SERVICE_ERROR);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TrailNotFoundException", "com.amazonaws.cloudtrail.v20131101#TrailNotFoundException"})
    @Tag("A18")
    void aMissingTrailIsTrailNotFoundWithAndWithoutNamespace(String code) {
        simulation.breakStatus(Fault.error(code, 400, "Unknown trail"));

        assertThat(simulation.failure())
                .isEqualTo(new Failure(FailureReason.TRAIL_NOT_FOUND, "TrailNotFoundException"));
    }

    @Test
    @Tag("A19")
    void aMissingPermissionIsAccessDeniedAndItsTextStaysOut() {
        simulation.breakStatus(Fault.accessDenied());

        Failure failure = simulation.failure();

        assertThat(failure).isEqualTo(new Failure(FailureReason.ACCESS_DENIED, "AccessDeniedException"));
        assertThat(failure.toString()).doesNotContain("arn:");
    }

    @ParameterizedTest
    @CsvSource({
        "CloudTrailARNInvalidException, 400, not_visible",
        "InvalidTrailNameException, 400, bad_request",
        "UnsupportedOperationException, 400, bad_request",
        "OperationNotPermittedException, 400, access_denied",
        "UnrecognizedClientException, 400, credentials",
        "InvalidSignatureException, 400, credentials",
        "ExpiredTokenException, 400, credentials",
        "OptInRequired, 403, region_disabled",
        "InternalFailure, 500, service_error",
        "SlowDown, 503, throttled",
        "Throttling, 400, throttled",
        "SomethingNewException, 400, internal"
    })
    void everyCodeHasItsReason(String code, int status, String reason) {
        simulation.breakStatus(Fault.error(code, status, "text"));

        Failure failure = simulation.failure();

        assertThat(failure.reason().label()).isEqualTo(reason);
        assertThat(failure.code()).isEqualTo(code);
    }

    @Test
    void aRefusalKeepsAwsMessageForTheLog() {
        simulation.breakStatus(Fault.error("AccessDeniedException", 400, "User x may not\ncall {0} {} %s"));

        assertThat(simulation.failure().message()).isEqualTo("User x may not\\ncall {0} {} %s");
    }

    @Test
    void aRefusalWithoutAMessageKeepsItsStatus() {
        simulation.breakStatus(Fault.response(503, "text/html", "<html>"));

        assertThat(simulation.failure().message()).isEqualTo("HTTP status 503");
    }

    @Test
    void aMessageHasAtMost256Characters() {
        simulation.breakStatus(Fault.error("AccessDeniedException", 400, "not allowed ".repeat(10_000)));

        assertThat(simulation.failure().message()).hasSize(256).endsWith("...");
    }

    /** AWS repeats the canonical request, which contains the session token, if a signature does not match. */
    @Test
    void aMessageContainsNoKeyTokenOrSignature() {
        String echo = "expected 'AWS4-HMAC-SHA256 x-amz-security-token:" + "Tok3n/+".repeat(20)
                + "== AKIASIMULATED0000001 " + "0123456789abcdef".repeat(4) + "' (simulated-session-token)";
        simulation.breakStatus(Fault.error("InvalidSignatureException", 400, echo));

        assertThat(simulation.failure().message())
                .startsWith("expected 'AWS4-HMAC-SHA256 x-amz-security-token:[hidden] [hidden] [hidden]'")
                .doesNotContain("Tok3n", "AKIA", "0123");
    }

    @Test
    void aMessageThatRepeatsTheExternalIdOrTheSecretKeyHidesIt() {
        simulation.breakSts(Fault.error("AccessDenied", 403, "not with external-id-canary nor secret-canary"));

        Failure failure = simulation.failure();

        assertThat(failure.reason()).isEqualTo(FailureReason.ASSUME_ROLE_DENIED);
        assertThat(failure.message()).isEqualTo("not with [hidden] nor [hidden]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bad\nCode 1", "Bad\"Code", "Nul\u0000", "Space d", "é"})
    @Tag("A27")
    void aHostileErrorCodeReachesNoLabel(String code) {
        simulation.breakStatus(Fault.error(code, 400, "text"));

        assertThat(simulation.failure()).isEqualTo(new Failure(FailureReason.INTERNAL, "other"));
        assertThat(simulation.recorder.codes("GetTrailStatus")).containsOnly("other");
    }

    @Test
    @Tag("A27")
    void aHugeErrorCodeReachesNoLabel() {
        simulation.breakStatus(Fault.error("E".repeat(100_000), 400, "text"));

        assertThat(simulation.failure()).isEqualTo(new Failure(FailureReason.INTERNAL, "other"));
    }

    @Test
    @Tag("A27")
    void inventedCodesDoNotGrowTheCounters() {
        for (int i = 0; i < 150; i++) {
            simulation.aws.inject(FaultScope.on("GetTrailStatus"), Fault.error("Invented" + i, 400, ""), 1);
            simulation.failure();
        }

        assertThat(simulation.recorder.codes("GetTrailStatus").stream()
                        .distinct()
                        .count())
                .isLessThanOrEqualTo(101);
    }

    @Test
    @Tag("A33")
    void aRedirectIsNotFollowedAndIsABadResponse() {
        try (SimulatedAws elsewhere = SimulatedAws.start()) {
            simulation.breakStatus(Fault.redirect(302, elsewhere.endpoint().toString()));

            assertThat(simulation.reason()).isEqualTo(FailureReason.BAD_RESPONSE);
            assertThat(elsewhere.calls().total()).isZero();
        }
    }

    @Test
    @Tag("A34")
    void aProxysRefusalIsNeverAnAnswer() {
        simulation.breakStatus(Fault.response(403, "text/html", "<html>blocked</html>"));
        assertThat(simulation.reason()).isEqualTo(FailureReason.ACCESS_DENIED);

        simulation.breakStatus(Fault.response(407, "text/html", "<html>log in</html>"));
        assertThat(simulation.reason()).isEqualTo(FailureReason.NETWORK);
    }

    @Test
    @Tag("A35")
    void aClockThatIsOffIsCorrectedInTheSecondAttempt() throws Exception {
        simulation.aws.inject(FaultScope.on("GetTrailStatus"), Fault.clockSkew(Duration.ofHours(5)), 1);

        assertThat(simulation.status().logging()).isTrue();

        assertThat(simulation.recorder.codes("GetTrailStatus")).containsExactly("RequestTimeTooSkewed", "");
    }

    @Test
    void oneThrottledAccountDoesNotUseUpTheRetriesOfAnother() throws Exception {
        simulation.aws.inject(
                FaultScope.on("GetTrailStatus").account(Simulation.ACCOUNT), Fault.response(500, "text/plain", ""));
        for (int i = 0; i < 120; i++) {
            simulation.failure();
        }
        assertThat(simulation.recorder.codes("GetTrailStatus").size())
                .as("the account has used up its own retries")
                .isLessThan(240);
        simulation.aws.account(SimulatedWorld.AMBIENT_ACCOUNT).trail("own", "eu-west-1");
        simulation.aws.inject(
                FaultScope.on("GetTrailStatus").account(SimulatedWorld.AMBIENT_ACCOUNT),
                Fault.response(500, "text/plain", ""),
                1);

        TrailArn own = new TrailArn("aws", "eu-west-1", SimulatedWorld.AMBIENT_ACCOUNT, "own");
        Session other = simulation.port.signIn(new AwsIdentity.Ambient(), "eu-west-1", Simulation.ENOUGH);
        assertThat(other.trailStatus(own, "eu-west-1", Simulation.ENOUGH).logging())
                .isTrue();
    }
}
