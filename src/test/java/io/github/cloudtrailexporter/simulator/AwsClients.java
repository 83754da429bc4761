package io.github.cloudtrailexporter.simulator;

import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.sts.StsClient;

/** Real SDK clients, all pointed at one endpoint, with the exporter's HTTP client. One attempt per call. */
final class AwsClients implements AutoCloseable {

    static final AwsCredentials AMBIENT = AwsBasicCredentials.create("AKIASIMULATED0000001", "secret");

    private final URI endpoint;
    private final Duration timeout;
    private final SdkHttpClient http;

    AwsClients(URI endpoint) {
        this(endpoint, Duration.ofSeconds(30));
    }

    AwsClients(URI endpoint, Duration timeout) {
        this.endpoint = endpoint;
        this.timeout = timeout;
        this.http = Apache5HttpClient.builder()
                .connectionTimeout(timeout)
                .socketTimeout(timeout)
                .build();
    }

    CloudTrailClient cloudTrail(String region) {
        return cloudTrail(region, AMBIENT);
    }

    CloudTrailClient cloudTrail(String region, AwsCredentials credentials) {
        return configured(CloudTrailClient.builder().httpClient(http), region, credentials)
                .build();
    }

    StsClient sts(String region) {
        return configured(StsClient.builder().httpClient(http), region, AMBIENT).build();
    }

    Ec2Client ec2(String region) {
        return configured(Ec2Client.builder().httpClient(http), region, AMBIENT).build();
    }

    OrganizationsClient organizations() {
        return configured(OrganizationsClient.builder().httpClient(http), "aws-global", AMBIENT)
                .build();
    }

    private <B extends AwsClientBuilder<B, ?>> B configured(B builder, String region, AwsCredentials credentials) {
        return builder.endpointOverride(endpoint)
                .region(Region.of(region))
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .overrideConfiguration(
                        c -> c.retryStrategy(r -> r.maxAttempts(1)).apiCallTimeout(timeout));
    }

    @Override
    public void close() {
        http.close();
    }
}
