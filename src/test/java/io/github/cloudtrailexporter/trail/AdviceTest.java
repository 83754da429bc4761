package io.github.cloudtrailexporter.trail;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cloudtrailexporter.trail.TrailHealth.State;
import io.github.cloudtrailexporter.trail.TrailStatus.Destination;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdviceTest {

    @ParameterizedTest
    @EnumSource
    void everyReasonHasAdvice(FailureReason reason) {
        assertUsable(Advice.of(reason));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AccessDenied",
                "NoSuchBucket",
                "KMS.DisabledException",
                "KMS.KMSInvalidStateException",
                "KMS.NotFoundException",
                "KMS.AccessDeniedException",
                "AllAccessDisabled",
                "AccountProblem",
                "InvalidBucketState",
                "InvalidRequest",
                "PermanentRedirect",
                "MethodNotAllowed",
                "SlowDown",
                "InternalError",
                "ServiceUnavailable"
            })
    void everyKnownCodeOfS3HasItsOwnAdvice(String code) {
        assertOwn(Destination.S3, code);
        assertThat(advice(Destination.DIGEST, code)).isEqualTo(advice(Destination.S3, code));
        assertThat(advice(Destination.S3, code).remedy())
                .contains("retries for 30 days and delivers the backlog itself");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AuthorizationError",
                "NotFound",
                "InvalidParameter",
                "ParameterValueInvalid",
                "InternalError",
                "EndpointDisabled",
                "KMSAccessDenied",
                "KMSDisabled",
                "KMSInvalidState",
                "KMSNotFound",
                "KMSOptInRequired",
                "KMSThrottling",
                "InvalidSecurity",
                "ValidationException"
            })
    void everyKnownCodeOfSnsHasItsOwnAdvice(String code) {
        assertOwn(Destination.SNS, code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AccessDenied",
                "AccessDeniedException",
                "ResourceNotFoundException",
                "InvalidParameterException",
                "ServiceUnavailableException",
                "UnrecognizedClientException"
            })
    void everyKnownCodeOfCloudWatchLogsHasItsOwnAdvice(String code) {
        assertOwn(Destination.CLOUDWATCH_LOGS, code);
    }

    @ParameterizedTest
    @EnumSource
    void unknownCodeHasTheAdviceOfItsDestination(Destination destination) {
        assertUsable(advice(destination, "NeverSeenBefore"));
        assertThat(advice(destination, "other")).isEqualTo(advice(destination, "NeverSeenBefore"));
    }

    @ParameterizedTest
    @CsvSource({
        "NOT_LOGGING, true",
        "NEVER_DELIVERED, true",
        "STALE, true",
        "CLOUDWATCH_LOGS_STALE, true",
        "NOTIFICATIONS_STALE, true",
        "FAILING, false",
        "HEALTHY, false"
    })
    void stateWithoutACodeHasAdvice(State state, boolean present) {
        Optional<Advice> advice = Advice.of(state);

        assertThat(advice.isPresent()).isEqualTo(present);
        advice.ifPresent(AdviceTest::assertUsable);
    }

    @Test
    void adviceNamesTheMissingPolicy() {
        assertThat(advice(Destination.S3, "AccessDenied").remedy())
                .contains("s3:GetBucketAcl", "s3:PutObject", "aws:SourceArn", "kms:GenerateDataKey*");
        assertThat(advice(Destination.SNS, "AuthorizationError").remedy()).contains("sns:Publish");
        assertThat(advice(Destination.CLOUDWATCH_LOGS, "AccessDenied").remedy()).contains("logs:PutLogEvents");
    }

    private static void assertOwn(Destination destination, String code) {
        Advice advice = advice(destination, code);

        assertUsable(advice);
        assertThat(advice).isNotEqualTo(advice(destination, "NeverSeenBefore"));
    }

    private static void assertUsable(Advice advice) {
        assertThat(advice.meaning()).matches("[A-Z].*\\.");
        assertThat(advice.remedy()).matches("[A-Z].*\\.");
        assertThat(advice.page()).matches("(https://[a-z0-9.]+\\.amazon\\.com/\\S+)?");
    }

    private static Advice advice(Destination destination, String code) {
        return Advice.of(destination, ErrorCode.of(code).orElseThrow());
    }
}
