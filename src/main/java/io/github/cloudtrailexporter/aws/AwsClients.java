package io.github.cloudtrailexporter.aws;

import io.github.cloudtrailexporter.trail.Partition;
import java.net.URI;
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
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;
import software.amazon.awssdk.utils.ThreadFactoryBuilder;

/**
 * One client per service and Region, created at the first use. All share one HTTP client and one set of timer threads.
 * Clients have no credentials, because each call has its own; so accounts do not multiply the clients.
 */
final class AwsClients implements AutoCloseable {

    private final AwsOptions options;
    private final String ownRegion;
    private final ScheduledThreadPoolExecutor timers;
    private final SdkHttpClient http;
    private final ClientOverrideConfiguration configuration;
    private final Map<String, CloudTrailClient> cloudTrail = new ConcurrentHashMap<>();
    private final Map<String, StsClient> sts = new ConcurrentHashMap<>();
    private final Map<String, Ec2Client> ec2 = new ConcurrentHashMap<>();
    private final Map<String, OrganizationsClient> organizations = new ConcurrentHashMap<>();

    AwsClients(AwsOptions options, RetryStrategy retries) {
        this.options = options;
        String profile = options.profile().orElse("");
        this.ownRegion = AwsCloudTrail.environmentRegion(profile).orElse("");
        this.timers = new ScheduledThreadPoolExecutor(
                2, new ThreadFactoryBuilder().threadNamePrefix("aws-timer").build());
        // Most timers never fire, so they leave the queue when their call ends.
        timers.setRemoveOnCancelPolicy(true);
        this.http = httpClient(options);
        this.configuration = configuration(options, retries, timers);
    }

    private static SdkHttpClient httpClient(AwsOptions options) {
        Duration attempt = options.callTimeout();
        Apache5HttpClient.Builder builder = Apache5HttpClient.builder()
                // The pool counts idle connections too, and closes one of another Region when it is full: with as many
                // as calls in flight, a poll of many Regions would open new connections all the time.
                .maxConnections(options.concurrency() * 4)
                .connectionTimeout(Duration.ofSeconds(1))
                .socketTimeout(attempt)
                .connectionAcquisitionTimeout(attempt)
                // A little more than the usual scrape interval, so that a poll uses those of the previous one again.
                .connectionMaxIdleTime(Duration.ofSeconds(75))
                .tcpKeepAlive(true);
        if ("https".equals(options.endpointUrl().map(URI::getScheme).orElse("https"))) {
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
        return cloudTrail.computeIfAbsent(region, r -> build(CloudTrailClient.builder(), r));
    }

    /** Uses a regional endpoint, because opt-in Regions reject tokens of the global one. */
    StsClient sts(String region) {
        return sts.computeIfAbsent(near(ownRegion, region), r -> build(StsClient.builder(), r));
    }

    /** The environment's Region, because it is near and enabled, unless there is none or it is of another partition. */
    static String near(String ownRegion, String region) {
        boolean usable = !ownRegion.isEmpty() && Partition.ofRegion(ownRegion) == Partition.ofRegion(region);
        return usable ? ownRegion : region;
    }

    Ec2Client ec2(String region) {
        return ec2.computeIfAbsent(region, r -> build(Ec2Client.builder(), r));
    }

    /** Organizations has an endpoint in one Region of each partition. */
    OrganizationsClient organizations(String region) {
        return organizations.computeIfAbsent(organizationsHome(region), r -> build(OrganizationsClient.builder(), r));
    }

    static String organizationsHome(String region) {
        Partition partition = Partition.ofRegion(region);
        return partition == Partition.CHINA ? "cn-northwest-1" : partition.firstRegion();
    }

    /** Sets explicitly what the SDK would otherwise search, in the end in the metadata of the instance. */
    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C build(B builder, String region) {
        builder.region(Region.of(region))
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
