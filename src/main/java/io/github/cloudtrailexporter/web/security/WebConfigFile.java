package io.github.cloudtrailexporter.web.security;

import io.github.cloudtrailexporter.config.ConfigException;
import io.github.cloudtrailexporter.config.WebConfig;
import io.github.cloudtrailexporter.config.WebConfigReader;
import io.github.cloudtrailexporter.metrics.ReloadMetrics;
import io.github.cloudtrailexporter.metrics.ReloadMetrics.FileReloads;
import java.nio.file.Path;
import java.util.List;

/**
 * The web configuration, and where it comes from.
 *
 * @param config as it was when the file was read
 * @param files the file; none if the configuration never changes
 */
public record WebConfigFile(WebConfig config, List<Path> files) {

    /** No file: plain HTTP without a password. */
    public static final WebConfigFile NONE = new WebConfigFile(WebConfig.NONE, List.of());

    /**
     * Reads a file.
     *
     * @throws ConfigException with all problems, if there is any
     */
    public static WebConfigFile read(Path file) throws ConfigException {
        return new WebConfigFile(WebConfigReader.read(file), List.of(file));
    }

    /** The reload metrics that apply: of the TLS files and of the file itself, as far as there are any. */
    public List<ReloadMetrics> reloads(FileReloads reloads) {
        if (files.isEmpty()) {
            return List.of();
        }
        return config.tls().isPresent() ? List.of(reloads.tls(), reloads.webConfig()) : List.of(reloads.webConfig());
    }
}
