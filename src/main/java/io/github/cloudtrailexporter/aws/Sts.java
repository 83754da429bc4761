package io.github.cloudtrailexporter.aws;

import io.github.cloudtrailexporter.poll.AwsCallException;
import io.github.cloudtrailexporter.poll.CallListener;
import io.github.cloudtrailexporter.poll.Deadline;
import io.github.cloudtrailexporter.target.AwsIdentity;
import io.github.cloudtrailexporter.trail.AwsName;
import io.github.cloudtrailexporter.trail.FailureReason;
import io.github.cloudtrailexporter.trail.Partition;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** The calls to STS, made with the ambient credentials. */
final class Sts {

    private static final String AMBIENT = "ambient";

    /** CloudTrail records it with each call. */
    private static final String SESSION_NAME = "cloudtrail-exporter";

    /** The shortest session of STS, because a revoked trust policy shows when the session ends. */
    private static final int SESSION_SECONDS = 900;

    private final AmbientCredentials ambient;
    private final AwsClients clients;
    private final AwsCalls calls;
    private final String ownRegion;
    private final CallListener listener;
    private final SingleFlight<String> running = new SingleFlight<>(Runnable::run);
    private volatile String accountId = "";

    /** @param ownRegion {@link #environmentRegion}, or empty */
    Sts(AmbientCredentials ambient, AwsClients clients, AwsCalls calls, String ownRegion, CallListener listener) {
        this.ambient = ambient;
        this.clients = clients;
        this.calls = calls;
        this.ownRegion = ownRegion;
        this.listener = listener;
    }

    SessionCredentials ambient(Duration timeout) throws AwsCallException {
        return new SessionCredentials(AMBIENT, ambient.get(timeout), "");
    }

    /** The keys of the assumed role, as STS returned them: any part may be {@code null}. */
    Credentials assumeRole(AwsIdentity.Role role, String region, Duration timeout) throws AwsCallException {
        Deadline deadline = Deadline.in(timeout);
        SessionCredentials credentials = new SessionCredentials(AMBIENT, ambient.get(timeout), role.externalId());
        try {
            return calls.make(
                    Operation.ASSUME_ROLE,
                    credentials,
                    deadline.remaining(),
                    bounds -> client(region)
                            .assumeRole(r -> r.roleArn(role.roleArn())
                                    .roleSessionName(SESSION_NAME)
                                    .durationSeconds(SESSION_SECONDS)
                                    .externalId(role.externalId().isEmpty() ? null : role.externalId())
                                    .overrideConfiguration(bounds))
                            .credentials());
        } catch (AwsCallException e) {
            if (e.failure().reason() == FailureReason.ACCESS_DENIED) {
                throw new AwsCallException(e.failure().withReason(FailureReason.ASSUME_ROLE_DENIED), null);
            }
            throw e;
        }
    }

    /** The account of the ambient credentials. It never changes, so one successful call is enough. */
    String accountId(SessionCredentials credentials, String region, Duration timeout) throws AwsCallException {
        if (accountId.isEmpty()) {
            accountId = running.get(timeout, () -> requestAccountId(credentials, region, timeout));
        }
        return accountId;
    }

    private String requestAccountId(SessionCredentials credentials, String region, Duration timeout)
            throws AwsCallException {
        GetCallerIdentityResponse identity = calls.make(
                Operation.GET_CALLER_IDENTITY,
                credentials,
                timeout,
                bounds -> client(region).getCallerIdentity(request -> request.overrideConfiguration(bounds)));
        if (identity.account() == null || !AwsName.isAccountId(identity.account())) {
            throw new AwsCallException(FailureReason.BAD_RESPONSE);
        }
        if (identity.arn() != null) {
            listener.identified(identity.arn());
        }
        return identity.account();
    }

    private StsClient client(String region) {
        return clients.sts(near(ownRegion, region));
    }

    /**
     * The Region in which STS is called: the own one, because it is near and enabled. Another one only if there is none, or
     * if it belongs to another partition.
     *
     * @param region the Region if there is no better one; determines the partition
     */
    static String near(String ownRegion, String region) {
        boolean usable = !ownRegion.isEmpty() && Partition.ofRegion(ownRegion) == Partition.ofRegion(region);
        return usable ? ownRegion : region;
    }

    /**
     * The Region of the environment or the profile. The metadata of the instance is never queried.
     *
     * @param profile empty for the profile of the environment
     */
    static Optional<String> environmentRegion(String profile) {
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
}
