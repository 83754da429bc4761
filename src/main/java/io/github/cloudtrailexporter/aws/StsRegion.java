package io.github.cloudtrailexporter.aws;

import io.github.cloudtrailexporter.trail.Partition;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;

/**
 * The Region in which STS is called: the one of the environment or the profile, because it is near and enabled. Another
 * one only if there is none, or if it belongs to another partition. The metadata of the instance is never queried.
 */
final class StsRegion {

    private final Supplier<Optional<String>> own;
    private volatile Optional<Optional<String>> known = Optional.empty();

    StsRegion(AwsOptions options) {
        this(() -> own(options.profile().orElse("")));
    }

    StsRegion(Supplier<Optional<String>> own) {
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
