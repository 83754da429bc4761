package io.github.cloudtrailexporter.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.CloudTrailException;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.StsException;

class SimulatedStsTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private final SettableClock clock = new SettableClock(NOW);
    private final SimulatedAws aws = SimulatedAws.start(clock);
    private final AwsClients clients = new AwsClients(aws.endpoint());
    private final StsClient sts = clients.sts("eu-west-1");
    private final SimulatedRole role = aws.account("444455556666").role("reader");

    @AfterEach
    void close() {
        clients.close();
        aws.close();
    }

    @Test
    void ambientKeyBelongsToTheAmbientAccountAndOthersToTheirs() {
        aws.ambientAccount("777788889999");
        assertThat(sts.getCallerIdentity().account()).isEqualTo("777788889999");

        aws.accessKey(AwsClients.AMBIENT.accessKeyId(), "222233334444");
        assertThat(sts.getCallerIdentity().account()).isEqualTo("222233334444");
    }

    @Test
    void assumedRoleActsInItsAccount() {
        aws.account("444455556666").trail("theirs", "us-east-1");

        AssumeRoleResponse assumed = assume(r -> r.durationSeconds(900));

        assertThat(assumed.assumedRoleUser().arn())
                .isEqualTo("arn:aws:sts::444455556666:assumed-role/reader/cloudtrail-exporter");
        assertThat(assumed.credentials().expiration()).isEqualTo(NOW.plusSeconds(900));
        assertThat(as(assumed).getTrailStatus(r -> r.name("theirs")).isLogging())
                .isTrue();
    }

    @Test
    void roleThatDoesNotExistIsDenied() {
        assertDenied(r -> r.roleArn("arn:aws:iam::444455556666:role/nobody"));
        assertDenied(r -> r.roleArn("arn:aws:iam::000000000000:role/reader"));
    }

    @Test
    void roleRequiresItsExternalId() {
        role.externalId("green");

        assertDenied(r -> {});
        assertDenied(r -> r.externalId("blue"));
        assertThat(assume(r -> r.externalId("green")).credentials()).isNotNull();
    }

    @Test
    void deniedRoleDoesNotEndExistingSessions() {
        AssumeRoleResponse before = assume(r -> {});

        role.denied(true);

        assertDenied(r -> {});
        assertThat(as(before).describeTrails().trailList()).isEmpty();
    }

    @Test
    void sessionExpires() {
        AssumeRoleResponse assumed = assume(r -> r.durationSeconds(900));

        clock.advance(Duration.ofMinutes(15));

        assertCode("ExpiredTokenException", as(assumed));
    }

    @Test
    void sessionLifetimeCanLieInThePast() {
        role.sessionLifetime(Duration.ofHours(-1));

        assertThat(assume(r -> {}).credentials().expiration()).isEqualTo(NOW.minusSeconds(3600));
    }

    @Test
    void credentialsCanBeMissing() {
        aws.inject(
                FaultScope.on("AssumeRole"),
                Fault.edited(body -> body.replaceAll("<SecretAccessKey>.*</SecretAccessKey>", "")));

        assertThat(assume(r -> {}).credentials().secretAccessKey()).isNull();
    }

    @Test
    void temporaryKeyIsRejectedWithoutItsToken() {
        Credentials key = assume(r -> {}).credentials();
        AwsSessionCredentials forged = AwsSessionCredentials.create(key.accessKeyId(), key.secretAccessKey(), "forged");

        assertCode("UnrecognizedClientException", clients.cloudTrail("us-east-1", forged));
    }

    @Test
    void regionalStsOfADisabledRegionReturnsAnError() {
        aws.account("111122223333").enabledRegions(Set.of("us-east-1"));

        assertThatThrownBy(() -> clients.sts("me-south-1").getCallerIdentity())
                .isInstanceOfSatisfying(
                        StsException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("RegionDisabledException"));
    }

    @Test
    void describeRegionsReturnsTheEnabledOnes() {
        aws.account("111122223333").enabledRegions(Set.of("us-east-1", "me-south-1"));

        assertThat(clients.ec2("us-east-1").describeRegions().regions())
                .extracting(region -> region.regionName() + " " + region.optInStatus())
                .containsExactly("me-south-1 opted-in", "us-east-1 opt-in-not-required");
        assertThat(clients.ec2("us-east-1")
                        .describeRegions(r -> r.allRegions(true))
                        .regions())
                .extracting(region -> region.regionName() + " " + region.optInStatus())
                .contains("eu-south-1 not-opted-in");
        assertThat(clients.ec2("us-east-1")
                        .describeRegions(r -> r.allRegions(true)
                                .filters(Filter.builder()
                                        .name("opt-in-status")
                                        .values("opted-in", "opt-in-not-required")
                                        .build()))
                        .regions())
                .hasSize(2);
        assertThatThrownBy(() -> clients.ec2("eu-west-1").describeRegions())
                .isInstanceOfSatisfying(
                        Ec2Exception.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AuthFailure"));
    }

    private AssumeRoleResponse assume(Consumer<AssumeRoleRequest.Builder> more) {
        return sts.assumeRole(r ->
                r.roleArn(role.arn()).roleSessionName("cloudtrail-exporter").applyMutation(more));
    }

    private void assertDenied(Consumer<AssumeRoleRequest.Builder> more) {
        assertThatThrownBy(() -> assume(more))
                .isInstanceOfSatisfying(
                        StsException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDenied"))
                .hasMessageContaining("is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::");
    }

    private static void assertCode(String code, CloudTrailClient client) {
        assertThatThrownBy(client::describeTrails)
                .isInstanceOfSatisfying(
                        CloudTrailException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code));
    }

    private CloudTrailClient as(AssumeRoleResponse assumed) {
        Credentials key = assumed.credentials();
        return clients.cloudTrail(
                "us-east-1",
                AwsSessionCredentials.create(key.accessKeyId(), key.secretAccessKey(), key.sessionToken()));
    }
}
