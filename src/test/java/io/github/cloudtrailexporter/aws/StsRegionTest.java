package io.github.cloudtrailexporter.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;

class StsRegionTest {

    private static final String REGION = SdkSystemSetting.AWS_REGION.property();
    private static final String CONFIG_FILE = ProfileFileSystemSetting.AWS_CONFIG_FILE.property();

    private static AwsOptions options(String profile) {
        return new AwsOptions(Optional.of(profile), Optional.empty(), Duration.ofSeconds(1), 1, "test/0");
    }

    @AfterEach
    void forget() {
        System.clearProperty(REGION);
        System.clearProperty(CONFIG_FILE);
    }

    @Test
    void theOwnRegionServesItsPartition() {
        Sts.NearRegion regions = new Sts.NearRegion(() -> Optional.of("eu-central-1"));

        assertThat(regions.near("us-east-1")).isEqualTo("eu-central-1");
        assertThat(regions.near("ap-east-1")).isEqualTo("eu-central-1");
    }

    @Test
    void anotherPartitionIsAskedInItself() {
        Sts.NearRegion regions = new Sts.NearRegion(() -> Optional.of("eu-central-1"));

        assertThat(regions.near("cn-north-1")).isEqualTo("cn-north-1");
        assertThat(regions.near("us-gov-west-1")).isEqualTo("us-gov-west-1");
        assertThat(regions.near("eusc-de-east-1")).isEqualTo("eusc-de-east-1");
    }

    @Test
    void withoutAnOwnRegionTheOneAskedForServes() {
        AtomicInteger looked = new AtomicInteger();
        Sts.NearRegion regions = new Sts.NearRegion(() -> {
            looked.incrementAndGet();
            return Optional.empty();
        });

        assertThat(regions.near("us-east-1")).isEqualTo("us-east-1");
        assertThat(regions.near("eu-west-1")).isEqualTo("eu-west-1");
        assertThat(looked).hasValue(1);
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

        assertThat(new Sts.NearRegion(options("security")).near("us-east-1")).isEqualTo("eu-central-1");
        assertThat(Sts.NearRegion.own("nowhere")).isEmpty();
        assertThat(Sts.NearRegion.own("unknown")).isEmpty();

        System.setProperty(REGION, "eu-west-3");

        assertThat(Sts.NearRegion.own("security")).contains("eu-west-3");
    }
}
