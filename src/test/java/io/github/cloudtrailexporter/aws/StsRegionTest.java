package io.github.cloudtrailexporter.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StsRegionTest {

    @Test
    void theOwnRegionServesItsPartition() {
        StsRegion regions = new StsRegion(() -> Optional.of("eu-central-1"));

        assertThat(regions.near("us-east-1")).isEqualTo("eu-central-1");
        assertThat(regions.near("ap-east-1")).isEqualTo("eu-central-1");
    }

    @Test
    void anotherPartitionIsAskedInItself() {
        StsRegion regions = new StsRegion(() -> Optional.of("eu-central-1"));

        assertThat(regions.near("cn-north-1")).isEqualTo("cn-north-1");
        assertThat(regions.near("us-gov-west-1")).isEqualTo("us-gov-west-1");
        assertThat(regions.near("eusc-de-east-1")).isEqualTo("eusc-de-east-1");
    }

    @Test
    void withoutAnOwnRegionTheOneAskedForServes() {
        AtomicInteger looked = new AtomicInteger();
        StsRegion regions = new StsRegion(() -> {
            looked.incrementAndGet();
            return Optional.empty();
        });

        assertThat(regions.near("us-east-1")).isEqualTo("us-east-1");
        assertThat(regions.near("eu-west-1")).isEqualTo("eu-west-1");
        assertThat(looked).hasValue(1);
    }
}
