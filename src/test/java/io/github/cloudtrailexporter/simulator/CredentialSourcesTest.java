package io.github.cloudtrailexporter.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.InstanceProfileCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsWebIdentityTokenFileCredentialsProvider;

/** The credential sources of hosts and containers. */
class CredentialSourcesTest {

    private final SimulatedAws aws = SimulatedAws.start();
    private final AwsClients clients = new AwsClients(aws.endpoint());

    @AfterEach
    void close() {
        clients.close();
        aws.close();
    }

    @Test
    void containerGetsCredentialsThatWork() {
        aws.account("111122223333").trail("management", "us-east-1");
        System.setProperty("aws.containerCredentialsFullUri", aws.endpoint() + "/container-credentials");
        try (var provider = ContainerCredentialsProvider.create()) {
            assertThat(trailsSeenWith(provider.resolveCredentials())).isEqualTo(1);
        } finally {
            System.clearProperty("aws.containerCredentialsFullUri");
        }
    }

    @Test
    void instanceGetsCredentialsThatWork() {
        aws.account("111122223333").trail("management", "us-east-1");
        System.setProperty("aws.disableEc2Metadata", "false"); // the build turns the metadata service off
        try (var provider = InstanceProfileCredentialsProvider.builder()
                .endpoint(aws.endpoint().toString())
                .build()) {

            assertThat(trailsSeenWith(provider.resolveCredentials())).isEqualTo(1);
        } finally {
            System.clearProperty("aws.disableEc2Metadata");
        }
    }

    @Test
    void podGetsCredentialsOfItsRole(@TempDir Path folder) throws Exception {
        Path token = Files.writeString(folder.resolve("token"), "web-identity");
        String role = aws.account("444455556666").role("irsa").arn();
        try (var http = Apache5HttpClient.create();
                var sts = StsClient.builder()
                        .httpClient(http)
                        .endpointOverride(aws.endpoint())
                        .region(Region.EU_WEST_1)
                        .credentialsProvider(AnonymousCredentialsProvider.create())
                        .build();
                var provider = StsWebIdentityTokenFileCredentialsProvider.builder()
                        .stsClient(sts)
                        .roleArn(role)
                        .roleSessionName("pod")
                        .webIdentityTokenFile(token)
                        .build()) {

            provider.resolveCredentials();

            assertThat(aws.calls().records("AssumeRoleWithWebIdentity"))
                    .extracting(CallRecord::resource)
                    .containsExactly(role);
        }
    }

    private int trailsSeenWith(AwsCredentials credentials) {
        return clients.cloudTrail("us-east-1", credentials)
                .describeTrails()
                .trailList()
                .size();
    }
}
