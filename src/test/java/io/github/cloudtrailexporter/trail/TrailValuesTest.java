package io.github.cloudtrailexporter.trail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cloudtrailexporter.trail.TrailReport.TrailMetadata;
import io.github.cloudtrailexporter.trail.TrailReport.TrailOutcome;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/** The constructors of the domain's values. */
class TrailValuesTest {

    private static final TrailArn MAIN = new TrailArn("aws", "eu-west-1", "111122223333", "main");

    @Test
    void arnIsFormattedAsItWasParsed() {
        String text = "arn:aws-us-gov:cloudtrail:us-gov-west-1:111122223333:trail/audit.2026-log_a";

        assertThat(TrailArn.parse(text).orElseThrow().toString()).isEqualTo(text);
        assertThat(MAIN.toString()).isEqualTo("arn:aws:cloudtrail:eu-west-1:111122223333:trail/main");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "arn:aws:cloudtrail:eu-west-1:11112222333:trail/main",
                "arn:aws:cloudtrail:eu-west-1:111122223333:trail/",
                "arn:aws:cloudtrail:eu-west-1:111122223333:trail/a b",
                "arn:aws:s3:eu-west-1:111122223333:trail/main",
                "arn:aws:cloudtrail:EU-WEST-1:111122223333:trail/main",
                "arn:aws:cloudtrail:eu-west-1:111122223333:trail/main\n"
            })
    void otherTextIsNotTheArnOfATrail(String text) {
        assertThat(TrailArn.parse(text)).isEmpty();
    }

    @Test
    void arnOfInvalidPartsCannotBeMade() {
        assertThatThrownBy(() -> new TrailArn("aws", "eu-west-1", "1", "main"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void arnsKeysAndReportsAreSorted() {
        TrailArn other = new TrailArn("aws", "eu-west-1", "111122223333", "other");
        DiscoveryReport one = new DiscoveryReport("1", "b", OptionalInt.empty(), Optional.empty(), Optional.empty());
        DiscoveryReport two = new DiscoveryReport("1", "c", OptionalInt.empty(), Optional.empty(), Optional.empty());

        assertThat(MAIN).isLessThan(other);
        assertThat(Stream.of(
                                TrailKey.of(other, "eu-west-1"),
                                TrailKey.of(MAIN, "us-east-1"),
                                TrailKey.of(MAIN, "eu-west-1"))
                        .sorted(TrailKey.ORDER))
                .containsExactly(
                        TrailKey.of(MAIN, "eu-west-1"),
                        TrailKey.of(MAIN, "us-east-1"),
                        TrailKey.of(other, "eu-west-1"));
        assertThat(new Snapshot(List.of(), List.of(two, one), Duration.ZERO).discoveries())
                .containsExactly(one, two);
    }

    @Test
    void snapshotSortsItsReportsAndRejectsDuplicates() {
        TrailReport one = report("eu-west-1");
        TrailReport two = report("us-east-1");

        assertThat(new Snapshot(List.of(two, one), List.of(), Duration.ZERO).trails())
                .containsExactly(one, two);
        assertThatThrownBy(() -> new Snapshot(List.of(two, one, two), List.of(), Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("two reports for");
    }

    private static TrailReport report(String region) {
        return new TrailReport(
                TrailKey.of(MAIN, region),
                Optional.of(MAIN),
                "",
                new TrailOutcome.Failed(Failure.of(FailureReason.TIMEOUT)),
                TrailMetadata.NONE);
    }

    @Test
    void failureIsFormattedWithItsReasonAndAValidCode() {
        assertThat(Failure.of(FailureReason.TIMEOUT)).hasToString("timeout");
        assertThat(new Failure(FailureReason.ACCESS_DENIED, "AccessDenied"))
                .hasToString("access_denied (AccessDenied)");
        assertThat(new Failure(FailureReason.INTERNAL, "not a code").code()).isEqualTo("other");
        assertThat(new Failure(FailureReason.INTERNAL, "").code()).isEmpty();
    }

    @Test
    void aFailuresMessageIsOneShortLineAndDoesNotDistinguishFailures() {
        Failure failure = new Failure(FailureReason.ACCESS_DENIED, "AccessDenied", "a\nb" + "\u2028".repeat(1000));

        assertThat(failure.message()).startsWith("a\\nb\\u2028").hasSizeLessThanOrEqualTo(256);
        assertThat(failure).isEqualTo(new Failure(FailureReason.ACCESS_DENIED, "AccessDenied", "request 2"));
        assertThat(failure).hasToString("access_denied (AccessDenied)");
        assertThat(failure.withReason(FailureReason.ASSUME_ROLE_DENIED).message())
                .isEqualTo(failure.message());
    }

    @ParameterizedTest
    @CsvSource({
        "CREDENTIALS, UnrecognizedClientException, true",
        "CREDENTIALS, InvalidClientTokenId, true",
        "CREDENTIALS, ExpiredToken, false",
        "INTERNAL, InvalidClientTokenId, false"
    })
    void tokenIsUnknownForTheErrorCodesOfAws(FailureReason reason, String code, boolean unknown) {
        assertThat(new Failure(reason, code).tokenUnknown()).isEqualTo(unknown);
    }

    @Test
    void transientFailuresAreRetryable() {
        assertThat(Stream.of(FailureReason.values()).filter(FailureReason::retryable))
                .containsExactlyInAnyOrderElementsOf(EnumSet.of(
                        FailureReason.THROTTLED,
                        FailureReason.TIMEOUT,
                        FailureReason.NOT_RUN,
                        FailureReason.NETWORK,
                        FailureReason.SERVICE_ERROR,
                        FailureReason.BAD_RESPONSE,
                        FailureReason.INTERNAL));
    }

    @ParameterizedTest
    @CsvSource({
        "eu-west-1, aws, us-east-1",
        "us-east-2, aws, us-east-1",
        "cn-northwest-1, aws-cn, cn-north-1",
        "us-gov-east-1, aws-us-gov, us-gov-west-1",
        "us-iso-west-1, aws-iso, us-iso-east-1",
        "us-isob-east-1, aws-iso-b, us-isob-east-1",
        "eusc-de-east-1, aws-eusc, eusc-de-east-1"
    })
    void regionBelongsToAPartitionWithAFirstRegion(String region, String partition, String first) {
        assertThat(Partition.ofRegion(region).id()).isEqualTo(partition);
        assertThat(Partition.ofRegion(region).firstRegion()).isEqualTo(first);
    }

    /** Fails when an update of the SDK brings new Regions. */
    @Test
    void knownRegionsAreThoseOfTheSdk() {
        Map<String, Set<String>> ofSdk = new TreeMap<>();
        Region.regions().stream()
                .filter(region -> !region.isGlobalRegion())
                .forEach(region -> ofSdk.computeIfAbsent(
                                PartitionMetadata.of(region).id(), id -> new HashSet<>())
                        .add(region.id()));

        Map<String, Set<String>> ours = new TreeMap<>();
        for (Partition partition : Partition.values()) {
            ours.put(partition.id(), Set.copyOf(partition.knownRegions()));
        }
        assertThat(ours).isEqualTo(ofSdk);
    }

    @Test
    void invalidCodeCannotBeMade() {
        assertThatThrownBy(() -> new ErrorCode("two words")).isInstanceOf(IllegalArgumentException.class);
        assertThat(ErrorCode.of("two words")).contains(ErrorCode.OTHER);
        assertThat(ErrorCode.of("NoSuchBucket")).contains(new ErrorCode("NoSuchBucket"));
        assertThat(ErrorCode.of("  ")).isEmpty();
    }
}
