package io.github.cloudtrailexporter.web.security;

import io.github.cloudtrailexporter.config.ConfigException;
import io.github.cloudtrailexporter.config.WebConfig;
import io.github.cloudtrailexporter.config.WebConfigReader;
import io.github.cloudtrailexporter.metrics.ReloadMetrics;
import io.github.cloudtrailexporter.metrics.ReloadMetrics.FileReloads;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongSupplier;

/** The web configuration and the file that it comes from, if there is one. */
public final class WebConfigFile {

    /** No file: plain HTTP without a password. */
    public static final WebConfigFile NONE = fixed(WebConfig.NONE);

    private final WebConfig config;
    private final List<Path> path;

    private WebConfigFile(WebConfig config, List<Path> path) {
        this.config = config;
        this.path = path;
    }

    /**
     * Reads a file.
     *
     * @throws ConfigException with all problems, if there is any
     */
    public static WebConfigFile read(Path file) throws ConfigException {
        return new WebConfigFile(WebConfigReader.read(file), List.of(file));
    }

    /** A web configuration that never changes. */
    public static WebConfigFile fixed(WebConfig config) {
        return new WebConfigFile(config, List.of());
    }

    /** The configuration when the file was read. */
    public WebConfig config() {
        return config;
    }

    /** The reload metrics that apply: of the TLS files and of the file itself, as far as there are any. */
    public List<ReloadMetrics> reloads(FileReloads reloads) {
        if (path.isEmpty()) {
            return List.of();
        }
        return config.tls().isPresent() ? List.of(reloads.tls(), reloads.webConfig()) : List.of(reloads.webConfig());
    }

    FileWatch watch(LongSupplier nanoTime) {
        return new FileWatch(path, nanoTime);
    }

    WebConfig readAgain() throws ConfigException {
        return WebConfigReader.read(path.get(0));
    }
}
