package io.github.cloudtrailexporter.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.services.cloudtrail.model.CloudTrailException;
import software.amazon.awssdk.services.cloudtrail.model.GetTrailStatusResponse;
import software.amazon.awssdk.services.sts.model.Credentials;

class DemoScenarioTest {

    private static final Instant START = Instant.parse("2026-11-24T12:00:00Z");

    private final SettableClock clock = new SettableClock(START);
    private final SimulatedAws aws = SimulatedAws.start(clock);
    private final DemoScenario demo = DemoScenario.on(aws, clock);
    private final AwsClients clients = new AwsClients(aws.endpoint());

    @AfterEach
    void close() {
        clients.close();
        aws.close();
    }

    @Test
    void healthyTrailIsHealthyInEachRegionAtItsOwnTimes() {
        DemoTrail trail = trail("organization-trail");

        assertThat(trail.regions()).hasSize(3);
        assertThat(trail.regions().stream().map(region -> status(trail, region).latestDeliveryTime()))
                .doesNotHaveDuplicates()
                .allSatisfy(time -> assertThat(time).isBetween(START.minus(Duration.ofMinutes(5)), START));
    }

    @Test
    void everyDestinationHasItsBrokenTrail() {
        assertThat(status("payments-audit").latestDeliveryError()).isEqualTo("AccessDenied");
        assertThat(status("payments-audit").latestDigestDeliveryError()).isEqualTo("AccessDenied");
        assertThat(status("payments-audit").latestCloudWatchLogsDeliveryError()).isNull();
        assertThat(status("legacy-trail").latestDeliveryError()).isEqualTo("NoSuchBucket");
        assertThat(status("people-records").latestDigestDeliveryError()).isEqualTo("KMS.DisabledException");
        assertThat(status("webshop-trail").latestNotificationError()).isEqualTo("AuthorizationError");
        assertThat(status("webshop-trail").latestDeliveryError()).isNull();
        assertThat(status("data-platform").latestCloudWatchLogsDeliveryError()).isEqualTo("AccessDenied");
    }

    @Test
    void brokenTrailsAge() {
        Instant before = status("payments-audit").latestDeliveryTime();

        clock.advance(Duration.ofHours(1));

        assertThat(status("payments-audit").latestDeliveryTime())
                .isEqualTo(before)
                .isBetween(START.minus(Duration.ofMinutes(185)), START.minus(Duration.ofHours(3)));
        assertThat(status("payments-audit").latestCloudWatchLogsDeliveryTime()).isAfter(START);
    }

    @Test
    void idleTrailHasFreshDigests() {
        GetTrailStatusResponse idle = status("evidence-write-events");

        assertThat(idle.latestDeliveryTime()).isEqualTo(START.minus(Duration.ofDays(5)));
        assertThat(idle.latestDigestDeliveryTime()).isAfter(START.minus(Duration.ofHours(1)));
    }

    @Test
    void stoppedNewAndUnknownTrailsHaveTheirState() {
        assertThat(status("sandbox-trail").isLogging()).isFalse();
        assertThat(status("research-new").latestDeliveryTime()).isNull();
        assertThat(status("research-new").startLoggingTime()).isEqualTo(START.minus(Duration.ofHours(2)));
        assertThatThrownBy(() -> status("research-trail"))
                .isInstanceOf(CloudTrailException.class)
                .hasMessageContaining("is not authorized to perform: cloudtrail:GetTrailStatus");
    }

    @Test
    void trailBreaksAfterTwoMinutesAndRecoversAfterFourMore() {
        assertThat(status("checkout-trail").latestDeliveryError()).isNull();

        clock.advance(Duration.ofMinutes(2));
        assertThat(status("checkout-trail").latestDeliveryError()).isEqualTo("AccessDenied");

        clock.advance(Duration.ofMinutes(4));
        assertThat(status("checkout-trail").latestDeliveryError()).isNull();
        assertThat(status("checkout-trail").latestDeliveryTime()).isEqualTo(clock.instant());
    }

    @Test
    void configurationListsEveryTrail() {
        Map<String, ?> yaml = new Yaml().load(demo.configYaml());

        assertThat(yaml.get("trails"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .hasSize(demo.trails().size())
                .contains(Map.of(
                        "arn",
                        trail("payments-audit").arn(),
                        "regions",
                        List.of("eu-west-1"),
                        "account_name",
                        "acme-payments",
                        "role_arn",
                        "arn:aws:iam::222233334444:role/cloudtrail-exporter"));
        assertThat(new Yaml().<Map<String, ?>>load(demo.discoveryYaml())).containsOnlyKeys("discovery");
    }

    private DemoTrail trail(String name) {
        return demo.trails().stream()
                .filter(trail -> trail.arn().endsWith(":trail/" + name))
                .findFirst()
                .orElseThrow();
    }

    private GetTrailStatusResponse status(String name) {
        DemoTrail trail = trail(name);
        return status(trail, trail.regions().get(0));
    }

    private GetTrailStatusResponse status(DemoTrail trail, String region) {
        AwsCredentials credentials = trail.roleArn().isEmpty() ? AwsClients.AMBIENT : assume(trail.roleArn());
        return clients.cloudTrail(region, credentials).getTrailStatus(r -> r.name(trail.arn()));
    }

    private AwsCredentials assume(String roleArn) {
        Credentials key = clients.sts("us-east-1")
                .assumeRole(r -> r.roleArn(roleArn).roleSessionName("demo"))
                .credentials();
        return AwsSessionCredentials.create(key.accessKeyId(), key.secretAccessKey(), key.sessionToken());
    }
}
