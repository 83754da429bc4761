package io.github.cloudtrailexporter.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the configuration file: all of it, or everything that is wrong with it. */
public final class ConfigReader {

    static final List<String> KEYS = List.of("trails", "discovery", "discovery_interval", "poll", "aws");

    static final List<String> AWS_KEYS = List.of("profile", "endpoint_url");

    private ConfigReader() {}

    /**
     * Reads a file.
     *
     * @param file a regular file of at most 1 MiB, in UTF-8; it may be a symbolic link
     * @param environment for <code>${NAME}</code> in values
     * @throws ConfigException with all problems, if there is any
     */
    public static ExporterConfig read(Path file, Map<String, String> environment) throws ConfigException {
        return read(ConfigFile.read(file), environment);
    }

    /**
     * Reads a text.
     *
     * @param fileName for messages
     * @param environment for <code>${NAME}</code> in values
     * @throws ConfigException with all problems, if there is any
     */
    public static ExporterConfig read(String fileName, String text, Map<String, String> environment)
            throws ConfigException {
        return read(new Source(fileName, text), environment);
    }

    private static ExporterConfig read(Source source, Map<String, String> environment) throws ConfigException {
        Problems problems = new Problems(source, Secrets.OF_CONFIG);
        Node root = TreeBuilder.build(Variables.of(environment), problems);
        Optional<ExporterConfig> config =
                new Value("", root, problems).fields(KEYS).flatMap(ConfigReader::config);
        problems.throwIfAny();
        return config.orElseThrow();
    }

    private static Optional<ExporterConfig> config(Fields fields) {
        List<ListedTrail> trails = fields.value("trails").map(TrailReader::read).orElse(List.of());
        List<DiscoverySource> discovery =
                fields.value("discovery").map(DiscoveryReader::read).orElse(List.of());
        Duration interval =
                fields.get("discovery_interval", Rules.DURATION).orElse(ExporterConfig.DEFAULT_DISCOVERY_INTERVAL);
        PollConfig poll = fields.value("poll").map(PollReader::read).orElse(PollConfig.DEFAULT);
        AwsConfig aws = fields.value("aws").flatMap(ConfigReader::aws).orElse(AwsConfig.DEFAULT);
        if (isEmpty(fields, "trails") && isEmpty(fields, "discovery") && !fields.hasForeign()) {
            fields.refuse("nothing to watch: expected trails, discovery or both");
        }
        return trails.isEmpty() && discovery.isEmpty()
                ? Optional.empty()
                : Optional.of(new ExporterConfig(trails, discovery, interval, poll, aws));
    }

    private static boolean isEmpty(Fields fields, String key) {
        return fields.value(key).map(Value::isEmptyList).orElse(true);
    }

    private static Optional<AwsConfig> aws(Value value) {
        return value.fields(AWS_KEYS)
                .map(fields -> new AwsConfig(fields.get("profile", Rules.PROFILE), Endpoint.read(fields)));
    }
}
