package io.github.cloudtrailexporter.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.cloudtrailexporter.poll.AwsCallException;
import io.github.cloudtrailexporter.poll.CallListener;
import io.github.cloudtrailexporter.poll.CloudTrailPort.Session;
import io.github.cloudtrailexporter.target.AwsIdentity;
import io.github.cloudtrailexporter.trail.FailureReason;
import io.github.cloudtrailexporter.trail.TrailArn;
import io.github.cloudtrailexporter.trail.TrailStatus;
import io.github.cloudtrailexporter.trail.TrailStatus.Destination;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/**
 * The port against an emulator by other people, which shows that signing and parsing do not merely agree with a
 * simulator by ourselves. Runs where {@code CLOUDTRAIL_TEST_ENDPOINT} names one, for instance {@code moto_server} (with
 * {@code TZ=UTC}).
 */
class EmulatorTest {

    private static final String ENDPOINT = "CLOUDTRAIL_TEST_ENDPOINT";
    private static final Duration ENOUGH = Duration.ofSeconds(20);
    private static final AwsIdentity.Role ROLE =
            new AwsIdentity.Role("arn:aws:iam::222222222222:role/cloudtrail-exporter", "");

    private final AwsCredentialsProvider keys =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIATESTING000000001", "testing"));

    @Test
    void aTrailOfAnAssumedAccountIsDiscoveredWithItsStatus() throws Exception {
        URI endpoint = endpoint();
        String name = "emulated-" + Long.toString(System.nanoTime(), 36);

        try (AwsCloudTrail port = PortWithKeys.connect(options(endpoint), CallListener.NONE, Clock.systemUTC());
                CloudTrailClient admin = admin(endpoint)) {
            Session session = port.signIn(ROLE, "us-east-1", ENOUGH);
            createTrail(endpoint, admin, name);

            TrailArn trail = session.describeTrails("us-east-1", ENOUGH).keySet().stream()
                    .filter(found -> found.name().equals(name))
                    .findFirst()
                    .orElseThrow();
            assertThat(session.enabledRegions("us-east-1", ENOUGH)).contains("us-east-1", "eu-west-1");
            assertThat(session.accountId(ENOUGH)).isEqualTo("222222222222");
            assertThat(session.trailStatus(trail, "us-east-1", ENOUGH).logging())
                    .isFalse();

            admin.startLogging(request -> request.name(name));
            assertLogging(session.trailStatus(trail, "us-east-1", ENOUGH));
            assertLogging(session.trailStatus(trail, "eu-west-1", ENOUGH));

            admin.stopLogging(request -> request.name(name));
            assertThat(session.trailStatus(trail, "us-east-1", ENOUGH).logging())
                    .isFalse();

            admin.deleteTrail(request -> request.name(name));
            assertThat(catchThrowableOfType(
                                    AwsCallException.class, () -> session.trailStatus(trail, "us-east-1", ENOUGH))
                            .failure()
                            .reason())
                    .isEqualTo(FailureReason.TRAIL_NOT_FOUND);
        }
    }

    @Test
    void theAmbientAccountIsReturned() throws Exception {
        try (AwsCloudTrail port = PortWithKeys.connect(options(endpoint()), CallListener.NONE, Clock.systemUTC())) {
            Session session = port.signIn(new AwsIdentity.Ambient(), "us-east-1", ENOUGH);

            assertThat(session.accountId(ENOUGH)).matches("[0-9]{12}");
        }
    }

    private static void assertLogging(TrailStatus status) {
        assertThat(status.logging()).isTrue();
        assertThat(status.delivery(Destination.S3).latest().orElseThrow())
                .isBetween(
                        Instant.now().minus(Duration.ofHours(1)), Instant.now().plus(Duration.ofMinutes(1)));
    }

    private static URI endpoint() {
        Optional<String> endpoint = Optional.ofNullable(System.getenv(ENDPOINT)).filter(url -> !url.isBlank());
        assumeTrue(endpoint.isPresent(), () -> skipped());
        return URI.create(endpoint.orElseThrow());
    }

    private static String skipped() {
        String reason = "skipped: " + ENDPOINT + " names no AWS emulator, such as http://127.0.0.1:5000";
        System.out.println(EmulatorTest.class.getSimpleName() + " " + reason);
        return reason;
    }

    private static AwsOptions options(URI endpoint) {
        return new AwsOptions(
                Optional.empty(), Optional.of(endpoint), Duration.ofSeconds(10), 4, "cloudtrail-exporter/test");
    }

    /** A client that may change things in the other account. */
    private CloudTrailClient admin(URI endpoint) {
        try (StsClient sts = StsClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(keys)
                .build()) {
            Credentials session = sts.assumeRole(
                            request -> request.roleArn(ROLE.roleArn()).roleSessionName("admin"))
                    .credentials();
            return CloudTrailClient.builder()
                    .endpointOverride(endpoint)
                    .region(Region.US_EAST_1)
                    .credentialsProvider(StaticCredentialsProvider.create(AwsSessionCredentials.create(
                            session.accessKeyId(), session.secretAccessKey(), session.sessionToken())))
                    .build();
        }
    }

    /** A trail needs a bucket. An emulator's S3 makes one without a signature; the SDK's S3 is not on the class path. */
    private static void createTrail(URI endpoint, CloudTrailClient admin, String name) throws Exception {
        HttpRequest put = HttpRequest.newBuilder(endpoint.resolve("/" + name))
                .PUT(HttpRequest.BodyPublishers.noBody())
                .build();
        HttpClient.newHttpClient().send(put, HttpResponse.BodyHandlers.discarding());
        admin.createTrail(request -> request.name(name).s3BucketName(name).isMultiRegionTrail(true));
    }
}
