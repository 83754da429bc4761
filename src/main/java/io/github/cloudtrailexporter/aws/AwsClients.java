package io.github.cloudtrailexporter.aws;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.defaultsmode.DefaultsMode;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * One client for each service and Region, made when it is first asked for, on one HTTP client and one set of timer
 * threads for all. A client knows no credentials: each call brings its own, so the number of accounts costs nothing.
 */
final class AwsClients implements AutoCloseable {

    /** A little more than the usual scrape interval, so that the next poll finds the connections of the last. */
    private static final Duration KEEP_IDLE = Duration.ofSeconds(75);

    /**
     * The pool counts idle connections too, and closes one of another Region when it is full: with just as many as there
     * are calls in flight, a poll of many Regions would shake hands all the time.
     */
    private static final int CONNECTIONS_PER_CALL = 4;

    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(1);

    private static final Map<String, String> ORGANIZATIONS_HOMES = Map.of(
            "aws", "us-east-1",
            "aws-cn", "cn-northwest-1",
            "aws-us-gov", "us-gov-west-1",
            "aws-iso", "us-iso-east-1",
            "aws-iso-b", "us-isob-east-1",
            "aws-eusc", "eusc-de-east-1");

    private final AwsOptions options;
    private final ScheduledThreadPoolExecutor timers;
    private final SdkHttpClient http;
    private final ClientOverrideConfiguration configuration;
    private final Map<String, CloudTrailClient> cloudTrail = new ConcurrentHashMap<>();
    private final Map<String, StsClient> sts = new ConcurrentHashMap<>();
    private final Map<String, Ec2Client> ec2 = new ConcurrentHashMap<>();
    private final Map<String, OrganizationsClient> organizations = new ConcurrentHashMap<>();

    AwsClients(AwsOptions options, SdkHttpClient http, RetryStrategy retries, ScheduledThreadPoolExecutor timers) {
        this.options = options;
        this.timers = timers;
        this.http = http;
        this.configuration = configuration(options, retries, timers);
    }

    static SdkHttpClient httpClient(AwsOptions options) {
        Duration attempt = options.callTimeout();
        Apache5HttpClient.Builder builder = Apache5HttpClient.builder()
                .maxConnections(options.concurrency() * CONNECTIONS_PER_CALL)
                .connectionTimeout(attempt.compareTo(LONGEST_CONNECT) < 0 ? attempt : LONGEST_CONNECT)
                .socketTimeout(attempt)
                .connectionAcquisitionTimeout(attempt)
                .connectionMaxIdleTime(KEEP_IDLE)
                .tcpKeepAlive(true);
        if (options.endpointUrl()
                .filter(url -> !"https".equals(url.getScheme()))
                .isEmpty()) {
            HttpsProxy.of(System.getenv()).ifPresent(builder::proxyConfiguration);
        }
        return builder.build();
    }

    private static ClientOverrideConfiguration configuration(
            AwsOptions options, RetryStrategy retries, ScheduledThreadPoolExecutor timers) {
        ClientOverrideConfiguration.Builder builder = ClientOverrideConfiguration.builder()
                .retryStrategy(retries)
                .scheduledExecutorService(timers)
                .addExecutionInterceptor(new BodyLimit())
                .putAdvancedOption(SdkAdvancedClientOption.USER_AGENT_PREFIX, options.userAgent());
        options.profile().ifPresent(builder::defaultProfileName);
        return builder.build();
    }

    CloudTrailClient cloudTrail(String region) {
        return cloudTrail.computeIfAbsent(region, r -> build(CloudTrailClient.builder(), Region.of(r)));
    }

    /** A regional endpoint: tokens of the global one are not accepted in opt-in Regions. */
    StsClient sts(String region) {
        return sts.computeIfAbsent(region, r -> build(StsClient.builder(), Region.of(r)));
    }

    Ec2Client ec2(String region) {
        return ec2.computeIfAbsent(region, r -> build(Ec2Client.builder(), Region.of(r)));
    }

    /** Organizations lives in one Region of each partition. */
    OrganizationsClient organizations(String region) {
        return organizations.computeIfAbsent(
                organizationsHome(region), r -> build(OrganizationsClient.builder(), Region.of(r)));
    }

    static String organizationsHome(String region) {
        String partition = PartitionMetadata.of(Region.of(region)).id();
        return ORGANIZATIONS_HOMES.getOrDefault(partition, region);
    }

    /** Everything is said explicitly that the SDK would otherwise look for, in the end at the instance's metadata. */
    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C build(B builder, Region region) {
        builder.region(region)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .defaultsMode(DefaultsMode.LEGACY)
                .overrideConfiguration(configuration)
                .httpClient(http);
        options.endpointUrl().ifPresent(builder::endpointOverride);
        return builder.build();
    }

    @Override
    public void close() {
        http.close();
        for (Map<String, ? extends SdkAutoCloseable> clients : List.of(cloudTrail, sts, ec2, organizations)) {
            clients.values().forEach(SdkAutoCloseable::close);
        }
        timers.shutdownNow();
    }
}
