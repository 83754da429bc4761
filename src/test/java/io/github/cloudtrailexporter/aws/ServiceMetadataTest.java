package io.github.cloudtrailexporter.aws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.ServiceMetadata;

/** What is left of the SDK's list of endpoints says what the whole one said, and nothing wrong about what was left out. */
class ServiceMetadataTest {

    /** Besides our own clients, those that get the credentials of a profile with single sign-on. */
    @ParameterizedTest
    @CsvSource({
        "cloudtrail, us-gov-west-1, cloudtrail.us-gov-west-1.amazonaws.com, us-gov-west-1",
        "ec2, cn-north-1, ec2.cn-north-1.amazonaws.com.cn, cn-north-1",
        "oidc, eu-west-1, oidc.eu-west-1.amazonaws.com, eu-west-1",
        "organizations, aws-global, organizations.us-east-1.amazonaws.com, us-east-1",
        "portal.sso, eu-west-1, portal.sso.eu-west-1.amazonaws.com, eu-west-1",
        "sts, aws-global, sts.amazonaws.com, us-east-1"
    })
    void theServicesThatAreCalledHaveTheirOwn(String prefix, String region, String host, String signedFor) {
        ServiceMetadata metadata = ServiceMetadata.of(prefix);

        assertThat(metadata.endpointFor(Region.of(region))).hasToString(host);
        assertThat(metadata.signingRegion(Region.of(signedFor)).id()).isEqualTo(signedFor);
        assertThat(metadata.signingRegion(Region.of(region)).id()).isEqualTo(signedFor);
        assertThat(metadata.getClass().getPackageName()).endsWith(".servicemetadata");
    }

    @Test
    void aboutOthersItAssumesWhatHoldsForMost() {
        ServiceMetadata metadata = ServiceMetadata.of("kms");

        assertThat(metadata.endpointFor(Region.CN_NORTH_1)).hasToString("kms.cn-north-1.amazonaws.com.cn");
        assertThat(metadata.signingRegion(Region.EU_WEST_1)).isEqualTo(Region.EU_WEST_1);
        assertThat(metadata.getClass().getSimpleName()).isEqualTo("DefaultServiceMetadata");
    }
}
