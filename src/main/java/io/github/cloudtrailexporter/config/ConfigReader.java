package io.github.cloudtrailexporter.config;

import io.github.cloudtrailexporter.config.ExporterConfig.AwsConfig;
import io.github.cloudtrailexporter.config.ExporterConfig.PollConfig;
import io.github.cloudtrailexporter.target.DiscoverySource;
import io.github.cloudtrailexporter.target.ListedTrail;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads the configuration file: all of it, or everything that is wrong with it. Warnings go to the log. */
public final class ConfigReader {

    static final List<String> KEYS = List.of("trails", "discovery", "discovery_interval", "poll", "aws");
    static final List<String> POLL_KEYS = List.of("min_interval", "timeout", "call_timeout", "concurrency");
    static final List<String> AWS_KEYS = List.of("profile", "endpoint_url");

    /** Only for commands that read the configuration once; a reload cannot read it again. */
    public static final Path STANDARD_INPUT = Path.of("/dev/stdin");

    private ConfigReader() {}

    /**
     * Reads a regular file of at most 1 MiB, in UTF-8 (also through a symbolic link), or {@link #STANDARD_INPUT}.
     *
     * @param environment for <code>${NAME}</code> in values
     * @param defaultRegion of the environment or profile, for discovery without Regions, which is an error if it is empty
     * @throws ConfigException with all problems
     */
    public static ExporterConfig read(
            Path file, Map<String, String> environment, Function<AwsConfig, Optional<String>> defaultRegion)
            throws ConfigException {
        return read(file.toString(), TextFile.read(file), environment, defaultRegion);
    }

    /** The same for the text of a file, whose discovery entries need no Regions. */
    public static ExporterConfig read(String fileName, String text, Map<String, String> environment)
            throws ConfigException {
        return read(fileName, text, environment, aws -> Optional.of(""));
    }

    private static ExporterConfig read(
            String fileName,
            String text,
            Map<String, String> environment,
            Function<AwsConfig, Optional<String>> defaultRegion)
            throws ConfigException {
        Problems problems = new Problems(fileName, text, new Variables(environment));
        Optional<ExporterConfig> config =
                YamlParser.parse(problems).fields(KEYS).flatMap(fields -> config(fields, defaultRegion));
        problems.throwIfAny();
        return config.orElseThrow();
    }

    private static Optional<ExporterConfig> config(Fields fields, Function<AwsConfig, Optional<String>> defaultRegion) {
        AwsConfig aws = fields.fields("aws", AWS_KEYS).map(ConfigReader::aws).orElse(AwsConfig.DEFAULT);
        TargetReader targets = new TargetReader(() -> defaultRegion.apply(aws).isEmpty());
        List<ListedTrail> trails = fields.value("trails").map(targets::trails).orElse(List.of());
        List<DiscoverySource> discovery =
                fields.value("discovery").map(targets::discovery).orElse(List.of());
        Duration interval =
                fields.get("discovery_interval", Rules.DURATION).orElse(ExporterConfig.DEFAULT_DISCOVERY_INTERVAL);
        PollConfig poll =
                fields.fields("poll", POLL_KEYS).map(ConfigReader::poll).orElse(PollConfig.DEFAULT);
        if (!trails.isEmpty() || !discovery.isEmpty()) {
            return Optional.of(new ExporterConfig(trails, discovery, interval, poll, aws));
        }
        if (fields.problems().count() == 0) {
            fields.reject("nothing to monitor: expected trails, discovery or both");
        }
        return Optional.empty();
    }

    private static AwsConfig aws(Fields fields) {
        return new AwsConfig(fields.get("profile", Rules.PROFILE), fields.get("endpoint_url", Rules.ENDPOINT));
    }

    private static PollConfig poll(Fields fields) {
        PollConfig defaults = PollConfig.DEFAULT;
        int before = fields.problems().count();
        Duration minInterval = fields.get("min_interval", Rules.MIN_INTERVAL).orElse(defaults.minInterval());
        Duration timeout = fields.get("timeout", Rules.DURATION).orElse(defaults.timeout());
        Duration callTimeout = fields.get("call_timeout", Rules.DURATION)
                .orElse(Collections.min(List.of(defaults.callTimeout(), timeout)));
        int concurrency = fields.get("concurrency", Rules.CONCURRENCY).orElse(defaults.concurrency());
        if (fields.problems().count() == before && callTimeout.compareTo(timeout) > 0) {
            String limit = fields.has("timeout") ? "" : ", which is " + Durations.format(timeout) + " by default";
            fields.value("call_timeout").ifPresent(value -> value.reject("expected no longer than timeout" + limit));
        }
        return new PollConfig(minInterval, timeout, Collections.min(List.of(callTimeout, timeout)), concurrency);
    }
}
