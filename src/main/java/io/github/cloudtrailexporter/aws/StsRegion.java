package io.github.cloudtrailexporter.aws;

import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;

/**
 * Where STS is asked: in the Region that this process is configured for, as that is near and enabled; elsewhere only if
 * there is none, or it is in another partition. The instance's metadata is never asked for a Region.
 */
final class StsRegion {

    private final Supplier<Optional<String>> own;
    private volatile Optional<Optional<String>> known = Optional.empty();

    StsRegion(AwsOptions options) {
        this(() -> own(options));
    }

    StsRegion(Supplier<Optional<String>> own) {
        this.own = own;
    }

    /** The Region of the environment or the profile. */
    static Optional<String> own(AwsOptions options) {
        return SdkSystemSetting.AWS_REGION.getStringValue().or(() -> ofProfile(options));
    }

    private static Optional<String> ofProfile(AwsOptions options) {
        String profile = options.profile().orElseGet(ProfileFileSystemSetting.AWS_PROFILE::getStringValueOrThrow);
        try {
            Region region = new AwsProfileRegionProvider(ProfileFile::defaultProfileFile, profile).getRegion();
            return Optional.ofNullable(region).map(Region::id);
        } catch (SdkClientException none) {
            return Optional.empty();
        }
    }

    /** @param region the Region to ask in if there is no better one; tells the partition */
    String near(String region) {
        if (known.isEmpty()) {
            known = Optional.of(own.get());
        }
        return known.get()
                .filter(here -> partition(here).equals(partition(region)))
                .orElse(region);
    }

    private static String partition(String region) {
        return PartitionMetadata.of(Region.of(region)).id();
    }
}
