package io.github.cloudtrailexporter.aws;

import io.github.cloudtrailexporter.poll.AwsCallException;
import io.github.cloudtrailexporter.trail.AwsName;
import io.github.cloudtrailexporter.trail.Failure;
import io.github.cloudtrailexporter.trail.FailureReason;
import io.github.cloudtrailexporter.trail.Partition;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.Credentials;

/** The calls to STS, made with the ambient credentials. */
final class Sts {

    private static final String AMBIENT = "ambient";

    private final AmbientCredentials ambient;
    private final AwsClients clients;
    private final AwsCalls calls;
    private final NearRegion regions;
    private final SingleFlight<String> running = new SingleFlight<>(Runnable::run);
    private volatile Optional<String> accountId = Optional.empty();

    Sts(AmbientCredentials ambient, AwsClients clients, AwsCalls calls, NearRegion regions) {
        this.ambient = ambient;
        this.clients = clients;
        this.calls = calls;
        this.regions = regions;
    }

    SessionCredentials ambient(Duration timeout) throws AwsCallException {
        return new SessionCredentials(AMBIENT, ambient.get(timeout));
    }

    /** The keys of the assumed role, as STS returned them: any part may be {@code null}. */
    Credentials assumeRole(AssumeRoleRequest.Builder request, String region, Duration timeout) throws AwsCallException {
        long start = System.nanoTime();
        SessionCredentials credentials = ambient(timeout);
        Duration left = timeout.minusNanos(System.nanoTime() - start);
        try {
            return calls.make(
                    Operation.ASSUME_ROLE,
                    credentials.hiding(request.build().externalId()),
                    left,
                    bounds -> client(region)
                            .assumeRole(request.overrideConfiguration(bounds).build())
                            .credentials());
        } catch (AwsCallException e) {
            throw e.failure().reason() == FailureReason.ACCESS_DENIED ? denied(e.failure()) : e;
        }
    }

    private static AwsCallException denied(Failure failure) {
        return new AwsCallException(failure.withReason(FailureReason.ASSUME_ROLE_DENIED), null);
    }

    /** The account of the ambient credentials. It never changes, so one successful call is enough. */
    String accountId(SessionCredentials credentials, String region, Duration timeout) throws AwsCallException {
        if (accountId.isEmpty()) {
            accountId = Optional.of(running.get(timeout, () -> requestAccountId(credentials, region, timeout)));
        }
        return accountId.get();
    }

    private String requestAccountId(SessionCredentials credentials, String region, Duration timeout)
            throws AwsCallException {
        String account = calls.make(
                Operation.GET_CALLER_IDENTITY,
                credentials,
                timeout,
                bounds -> client(region)
                        .getCallerIdentity(request -> request.overrideConfiguration(bounds))
                        .account());
        if (account == null || !AwsName.isAccountId(account)) {
            throw new AwsCallException(FailureReason.BAD_RESPONSE);
        }
        return account;
    }

    private StsClient client(String region) {
        return clients.sts(regions.near(region));
    }

    /**
     * The Region in which STS is called: the one of the environment or the profile, because it is near and enabled. Another
     * one only if there is none, or if it belongs to another partition. The metadata of the instance is never queried.
     */
    static final class NearRegion {

        private final Supplier<Optional<String>> own;
        private volatile Optional<Optional<String>> known = Optional.empty();

        NearRegion(AwsOptions options) {
            this(() -> own(options.profile().orElse("")));
        }

        NearRegion(Supplier<Optional<String>> own) {
            this.own = own;
        }

        /** The Region of the environment or the profile. */
        static Optional<String> own(String profile) {
            return SdkSystemSetting.AWS_REGION.getStringValue().or(() -> ofProfile(profile));
        }

        private static Optional<String> ofProfile(String configured) {
            String profile =
                    configured.isEmpty() ? ProfileFileSystemSetting.AWS_PROFILE.getStringValueOrThrow() : configured;
            try {
                Region region = new AwsProfileRegionProvider(ProfileFile::defaultProfileFile, profile).getRegion();
                return Optional.ofNullable(region).map(Region::id);
            } catch (SdkClientException none) {
                return Optional.empty();
            }
        }

        /** @param region the Region if there is no better one; determines the partition */
        String near(String region) {
            if (known.isEmpty()) {
                known = Optional.of(own.get());
            }
            return known.get()
                    .filter(here -> Partition.ofRegion(here) == Partition.ofRegion(region))
                    .orElse(region);
        }
    }
}
