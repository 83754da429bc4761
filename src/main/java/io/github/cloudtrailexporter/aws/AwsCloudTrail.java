package io.github.cloudtrailexporter.aws;

import io.github.cloudtrailexporter.poll.AwsCallException;
import io.github.cloudtrailexporter.poll.CallListener;
import io.github.cloudtrailexporter.poll.CloudTrailPort;
import io.github.cloudtrailexporter.target.AwsIdentity;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;

/** The real AWS, through its SDK. */
public final class AwsCloudTrail implements CloudTrailPort {

    private final Clock clock;
    private final AmbientCredentials ambient;
    private final AwsSession.Aws aws;
    private final Map<AwsIdentity.Role, RoleCredentials> roles = new ConcurrentHashMap<>();

    /**
     * Uses the ambient credentials. Makes no call, resolves no credentials and starts no thread yet.
     *
     * @param clock decides which times in responses are impossible, and when the session of a role has expired
     */
    public AwsCloudTrail(AwsOptions options, CallListener listener, Clock clock) {
        this(options, new AmbientCredentials(options), listener, clock);
    }

    /** Closes {@code ambient} when it is closed itself. */
    AwsCloudTrail(AwsOptions options, AmbientCredentials ambient, CallListener listener, Clock clock) {
        this.clock = clock;
        this.ambient = ambient;
        CountedRetries retries = new CountedRetries(listener);
        DedupLogger anomalies = new DedupLogger();
        AwsCalls calls = new AwsCalls(options.callTimeout(), retries, anomalies);
        AwsClients clients = new AwsClients(options, retries);
        Sts sts = new Sts(ambient, clients, calls, listener);
        this.aws = new AwsSession.Aws(clients, calls, sts, new TrailMapping(clock, listener, anomalies));
    }

    /**
     * The Region of the environment or the profile. The metadata of the instance is never queried for it.
     *
     * @param profile empty for the profile of the environment
     */
    public static Optional<String> environmentRegion(String profile) {
        return SdkSystemSetting.AWS_REGION.getStringValue().or(() -> profileRegion(profile));
    }

    private static Optional<String> profileRegion(String configured) {
        String profile =
                configured.isEmpty() ? ProfileFileSystemSetting.AWS_PROFILE.getStringValueOrThrow() : configured;
        try {
            Region region = new AwsProfileRegionProvider(ProfileFile::defaultProfileFile, profile).getRegion();
            return Optional.ofNullable(region).map(Region::id);
        } catch (RuntimeException none) {
            // Also for an invalid file, because resolving the credentials reports it.
            return Optional.empty();
        }
    }

    @Override
    public Session signIn(AwsIdentity identity, String region, Duration timeout) throws AwsCallException {
        SessionCredentials credentials = identity instanceof AwsIdentity.Role role
                ? roles.computeIfAbsent(role, r -> new RoleCredentials(r, aws.sts(), clock))
                        .get(region, timeout)
                : aws.sts().ambient(timeout);
        return new AwsSession(identity, credentials, region, aws);
    }

    @Override
    public void close() {
        aws.calls().close();
        aws.clients().close();
        ambient.close();
    }
}
