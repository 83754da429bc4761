package io.github.cloudtrailexporter.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cloudtrailexporter.config.ExporterConfig.AwsConfig;
import io.github.cloudtrailexporter.config.ExporterConfig.PollConfig;
import io.github.cloudtrailexporter.target.AwsIdentity;
import io.github.cloudtrailexporter.target.DiscoverySource;
import io.github.cloudtrailexporter.target.DiscoverySource.NameFilter;
import io.github.cloudtrailexporter.target.DiscoverySource.OneAccount;
import io.github.cloudtrailexporter.target.Regions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ConfigExampleTest {

    private static final Path EXAMPLE = Path.of("config.example.yml");

    private static final Map<String, String> ENVIRONMENT = Map.of("EXTERNAL_ID", "an-external-id");

    @Test
    void examplePollsTheOwnAccountAndNeedsNoEnvironment() throws Exception {
        ExporterConfig config = ConfigFolders.read(EXAMPLE, Map.of());

        assertThat(config.trails()).isEmpty();
        assertThat(config.discovery())
                .containsExactly(new DiscoverySource(
                        new OneAccount(new AwsIdentity.Ambient(), ""),
                        new Regions.Enabled(),
                        new NameFilter(List.of(), List.of())));
    }

    @Test
    void exampleShowsTheDefaults() throws Exception {
        ExporterConfig config = ConfigFolders.read(EXAMPLE, Map.of());

        assertThat(config.discoveryInterval()).isEqualTo(ExporterConfig.DEFAULT_DISCOVERY_INTERVAL);
        assertThat(config.poll()).isEqualTo(PollConfig.DEFAULT);
        assertThat(config.aws()).isEqualTo(AwsConfig.DEFAULT);
    }

    @Test
    void exampleIsStillValidWithEverythingInIt() throws Exception {
        ExporterConfig config = ConfigReader.read("config.example.yml", everything(), ENVIRONMENT);

        assertThat(config.trails()).hasSize(2);
        assertThat(config.discovery()).hasSize(3);
        assertThat(config.aws().profile()).contains("audit");
        assertThat(config.aws().endpointUrl()).isPresent();
    }

    @Test
    void exampleShowsEveryKey() throws Exception {
        String example = everything();

        Stream<String> keys = Stream.of(
                        ConfigReader.KEYS,
                        TargetReader.TRAIL_KEYS,
                        TargetReader.DISCOVERY_KEYS,
                        TargetReader.ORGANIZATION_KEYS,
                        ConfigReader.POLL_KEYS,
                        ConfigReader.AWS_KEYS)
                .flatMap(List::stream);

        assertThat(keys).allSatisfy(key -> assertThat(example).containsPattern("(?m)^[ -]*" + key + ":"));
    }

    /** The example with its commented-out parts: after their # is a key or indentation; prose has one space. */
    private static String everything() throws Exception {
        return Files.readString(EXAMPLE).replace("\naws: {}", "").replaceAll("(?m)^#(?=[a-z]|  )", "");
    }
}
