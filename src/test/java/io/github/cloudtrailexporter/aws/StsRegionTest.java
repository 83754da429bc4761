package io.github.cloudtrailexporter.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;

class StsRegionTest {

    private static final String REGION = SdkSystemSetting.AWS_REGION.property();
    private static final String CONFIG_FILE = ProfileFileSystemSetting.AWS_CONFIG_FILE.property();

    @AfterEach
    void forget() {
        System.clearProperty(REGION);
        System.clearProperty(CONFIG_FILE);
    }

    @Test
    void theOwnRegionIsUsedInItsPartition() {
        assertThat(AwsClients.near("eu-central-1", "us-east-1")).isEqualTo("eu-central-1");
        assertThat(AwsClients.near("eu-central-1", "ap-east-1")).isEqualTo("eu-central-1");
    }

    @Test
    void anotherPartitionUsesItsOwnRegion() {
        assertThat(AwsClients.near("eu-central-1", "cn-north-1")).isEqualTo("cn-north-1");
        assertThat(AwsClients.near("eu-central-1", "us-gov-west-1")).isEqualTo("us-gov-west-1");
        assertThat(AwsClients.near("eu-central-1", "eusc-de-east-1")).isEqualTo("eusc-de-east-1");
    }

    @Test
    void withoutAnOwnRegionTheRequestedOneIsUsed() {
        assertThat(AwsClients.near("", "us-east-1")).isEqualTo("us-east-1");
        assertThat(AwsClients.near("", "eu-west-1")).isEqualTo("eu-west-1");
    }

    @Test
    void theOwnRegionIsThatOfTheProfileIfTheEnvironmentNamesNone(@TempDir Path dir) throws IOException {
        Path file = Files.writeString(dir.resolve("config"), """
                [profile security]
                region = eu-central-1
                [profile nowhere]
                output = json
                """);
        System.setProperty(CONFIG_FILE, file.toString());

        assertThat(AwsCloudTrail.environmentRegion("security")).contains("eu-central-1");
        assertThat(AwsCloudTrail.environmentRegion("nowhere")).isEmpty();
        assertThat(AwsCloudTrail.environmentRegion("unknown")).isEmpty();

        System.setProperty(REGION, "eu-west-3");

        assertThat(AwsCloudTrail.environmentRegion("security")).contains("eu-west-3");
    }

    @Test
    void anInvalidProfileFileNamesNoRegion(@TempDir Path dir) throws IOException {
        Path file = Files.writeString(dir.resolve("config"), "region = eu-central-1\n");
        System.setProperty(CONFIG_FILE, file.toString());

        assertThat(AwsCloudTrail.environmentRegion("security")).isEmpty();
    }
}
