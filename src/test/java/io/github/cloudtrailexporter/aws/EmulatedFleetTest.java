package io.github.cloudtrailexporter.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.cloudtrailexporter.poll.CallListener;
import io.github.cloudtrailexporter.poll.Deadline;
import io.github.cloudtrailexporter.poll.Poller;
import io.github.cloudtrailexporter.poll.discovery.Pollers;
import io.github.cloudtrailexporter.target.AwsIdentity;
import io.github.cloudtrailexporter.target.DiscoverySource;
import io.github.cloudtrailexporter.target.Plan;
import io.github.cloudtrailexporter.target.Regions;
import io.github.cloudtrailexporter.target.Shard;
import io.github.cloudtrailexporter.trail.DiscoveryReport;
import io.github.cloudtrailexporter.trail.Snapshot;
import io.github.cloudtrailexporter.trail.TrailKey;
import io.github.cloudtrailexporter.trail.TrailReport;
import io.github.cloudtrailexporter.trail.TrailReport.TrailOutcome.Observed;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/**
 * Discovery in two accounts, through AssumeRole, and three Regions of an emulator by other people. Runs where {@code
 * CLOUDTRAIL_TEST_ENDPOINT} names one, for instance {@code moto_server}.
 */
class EmulatedFleetTest {

    private static final String ENDPOINT = "CLOUDTRAIL_TEST_ENDPOINT";
    private static final String FIRST = "222222222222";
    private static final String SECOND = "333333333333";
    private static final Regions REGIONS = new Regions.Listed(List.of("us-east-1", "eu-west-1", "ap-northeast-1"));

    private final String name = "fleet-" + Long.toString(System.nanoTime(), 36);

    @Test
    void trailsOfTwoAccountsAreFoundAndPolledByArnInEachRegion() throws Exception {
        URI endpoint = endpoint();
        try (CloudTrailClient first = admin(endpoint, FIRST, Region.US_EAST_1);
                CloudTrailClient second = admin(endpoint, SECOND, Region.EU_WEST_1)) {
            create(endpoint, first, name + "-multi", true);
            create(endpoint, second, name + "-single", false);

            Snapshot snapshot = snapshot(endpoint);

            assertThat(snapshot.trails())
                    .extracting(TrailReport::key)
                    .containsExactlyInAnyOrder(
                            new TrailKey(FIRST, "us-east-1", "us-east-1", name + "-multi"),
                            new TrailKey(FIRST, "eu-west-1", "us-east-1", name + "-multi"),
                            new TrailKey(FIRST, "ap-northeast-1", "us-east-1", name + "-multi"),
                            new TrailKey(SECOND, "eu-west-1", "eu-west-1", name + "-single"));
            assertThat(snapshot.trails())
                    .allSatisfy(report -> assertThat(report.outcome()).isInstanceOf(Observed.class))
                    .allSatisfy(report -> assertThat(report.settings()).isPresent());
            assertThat(snapshot.discoveries())
                    .extracting(DiscoveryReport::failure)
                    .hasSize(2 * 3)
                    .containsOnly(Optional.empty());
            first.deleteTrail(request -> request.name(name + "-multi"));
            second.deleteTrail(request -> request.name(name + "-single"));
        }
    }

    private Snapshot snapshot(URI endpoint) {
        AwsOptions options = new AwsOptions(
                Optional.empty(), Optional.of(endpoint), Duration.ofSeconds(10), 8, "cloudtrail-exporter/test");
        Plan plan = new Plan(List.of(), List.of(source(FIRST), source(SECOND)), Shard.ALL, "us-east-1");
        AwsCloudTrail port = PortWithKeys.connect(options, CallListener.NONE, Clock.systemUTC());
        try (Poller poller = Pollers.start(port, plan, 8, Clock.systemUTC())) {
            return poller.snapshot(Deadline.in(Duration.ofSeconds(30)));
        }
    }

    private DiscoverySource source(String account) {
        AwsIdentity role = new AwsIdentity.Role(role(account), "an-external-id");
        return new DiscoverySource(new DiscoverySource.OneAccount(role, ""), REGIONS, found -> found.startsWith(name));
    }

    private static String role(String account) {
        return "arn:aws:iam::" + account + ":role/cloudtrail-exporter";
    }

    private static URI endpoint() {
        String endpoint = System.getenv().getOrDefault(ENDPOINT, "");
        String reason = ENDPOINT + " names no AWS emulator, such as http://127.0.0.1:5000";
        if (endpoint.isBlank()) {
            System.out.println("SKIPPED: " + reason);
        }
        assumeTrue(!endpoint.isBlank(), reason);
        return URI.create(endpoint);
    }

    /** A client that may change things in an account. */
    private static CloudTrailClient admin(URI endpoint, String account, Region region) {
        try (StsClient sts = StsClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIATESTING000000001", "testing")))
                .build()) {
            Credentials session = sts.assumeRole(
                            request -> request.roleArn(role(account)).roleSessionName("admin"))
                    .credentials();
            return CloudTrailClient.builder()
                    .endpointOverride(endpoint)
                    .region(region)
                    .credentialsProvider(StaticCredentialsProvider.create(AwsSessionCredentials.create(
                            session.accessKeyId(), session.secretAccessKey(), session.sessionToken())))
                    .build();
        }
    }

    /** A trail needs a bucket. An emulator's S3 makes one without a signature; the SDK's S3 is not on the class path. */
    private static void create(URI endpoint, CloudTrailClient admin, String trail, boolean multiRegion)
            throws Exception {
        HttpRequest put = HttpRequest.newBuilder(endpoint.resolve("/" + trail))
                .PUT(HttpRequest.BodyPublishers.noBody())
                .build();
        HttpClient.newHttpClient().send(put, HttpResponse.BodyHandlers.discarding());
        admin.createTrail(request -> request.name(trail).s3BucketName(trail).isMultiRegionTrail(multiRegion));
        admin.startLogging(request -> request.name(trail));
    }
}
