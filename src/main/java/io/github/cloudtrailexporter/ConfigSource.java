package io.github.cloudtrailexporter;

import io.github.cloudtrailexporter.config.AwsConfig;
import io.github.cloudtrailexporter.config.ConfigException;
import io.github.cloudtrailexporter.config.ConfigReader;
import io.github.cloudtrailexporter.config.DiscoveryScope;
import io.github.cloudtrailexporter.config.DiscoverySource;
import io.github.cloudtrailexporter.config.ExporterConfig;
import io.github.cloudtrailexporter.config.PollConfig;
import io.github.cloudtrailexporter.config.RegionSelection;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Where the configuration comes from, each time it is read. */
public sealed interface ConfigSource {

    ExporterConfig read() throws ConfigException;

    /** What to call it, for people. */
    String name();

    /** A file, read anew each time. */
    record InFile(Path path) implements ConfigSource {
        @Override
        public ExporterConfig read() throws ConfigException {
            return ConfigReader.read(path, System.getenv());
        }

        @Override
        public String name() {
            return path.toString();
        }
    }

    /** No file: the trails of the account of the ambient credentials, in the Region of the environment. */
    record Ambient() implements ConfigSource {
        @Override
        public ExporterConfig read() {
            DiscoverySource own = new DiscoverySource(
                    new DiscoveryScope.OwnAccount(""), new RegionSelection.Home(), List.of(), List.of());
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
        public ExporterConfig read() throws ConfigException {
            return ConfigReader.read(name, yaml, Map.of());
        }
    }
}
