package io.github.cloudtrailexporter;

import io.github.cloudtrailexporter.config.ConfigException;
import io.github.cloudtrailexporter.config.ConfigReader;
import io.github.cloudtrailexporter.config.ExporterConfig;
import io.github.cloudtrailexporter.config.ExporterConfig.AwsConfig;
import io.github.cloudtrailexporter.config.ExporterConfig.PollConfig;
import io.github.cloudtrailexporter.target.AwsIdentity;
import io.github.cloudtrailexporter.target.DiscoverySource;
import io.github.cloudtrailexporter.target.DiscoverySource.NameFilter;
import io.github.cloudtrailexporter.target.Regions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The source of the configuration; each reload reads it again. */
public sealed interface ConfigSource {

    /**
     * Reads and validates the configuration.
     *
     * @param defaultRegion the Region of the environment or profile, for discovery entries without Regions
     */
    ExporterConfig read(Function<AwsConfig, Optional<String>> defaultRegion) throws ConfigException;

    /** The name of the source in messages. */
    String name();

    /** A file, read anew each time. */
    record InFile(Path path) implements ConfigSource {
        @Override
        public ExporterConfig read(Function<AwsConfig, Optional<String>> defaultRegion) throws ConfigException {
            return ConfigReader.read(path, System.getenv(), defaultRegion);
        }

        @Override
        public String name() {
            return path.toString();
        }
    }

    /** No file: the trails of the account of the ambient credentials, in the Region of the environment. */
    record Ambient() implements ConfigSource {
        @Override
        public ExporterConfig read(Function<AwsConfig, Optional<String>> defaultRegion) {
            DiscoverySource own = new DiscoverySource(
                    new DiscoverySource.OneAccount(new AwsIdentity.Ambient(), ""), new Regions.Home(), NameFilter.ALL);
            return new ExporterConfig(
                    List.of(),
                    List.of(own),
                    ExporterConfig.DEFAULT_DISCOVERY_INTERVAL,
                    PollConfig.DEFAULT,
                    AwsConfig.DEFAULT);
        }

        @Override
        public String name() {
            return "the ambient AWS credentials (no configuration file)";
        }
    }

    /** The text of the demo's configuration. */
    record Text(String name, String yaml) implements ConfigSource {
        @Override
        public ExporterConfig read(Function<AwsConfig, Optional<String>> defaultRegion) throws ConfigException {
            return ConfigReader.read(name, yaml, Map.of());
        }
    }
}
