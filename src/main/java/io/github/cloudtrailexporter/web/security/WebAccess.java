package io.github.cloudtrailexporter.web.security;

import com.sun.net.httpserver.HttpsConfigurator;
import io.github.cloudtrailexporter.config.ConfigException;
import io.github.cloudtrailexporter.config.WebConfig;
import io.github.cloudtrailexporter.config.WebConfig.TlsConfig;
import io.github.cloudtrailexporter.config.WebConfigReader;
import io.github.cloudtrailexporter.metrics.ReloadMetrics;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The web configuration that is in force. A changed file is read again at the next request; one that cannot be used leaves
 * the old users and headers in force. Changes to {@code tls_server_config} need a restart.
 */
public final class WebAccess {

    private final Optional<TlsConfig> tls;
    private final ReloadMetrics tlsReloads = ReloadMetrics.ofTlsFiles(Instant.now());
    private final FileReload file;
    private volatile Rules rules;

    /** The part of the configuration that may change: users, and headers for every response. */
    public record Rules(Map<String, String> headers, BasicAuth auth) {
        private static Rules of(WebConfig config) {
            return new Rules(config.headers(), new BasicAuth(config.basicAuthUsers()));
        }
    }

    private WebAccess(WebConfig config, FileReload file) {
        this.tls = config.tls();
        this.file = file;
        this.rules = Rules.of(config);
    }

    /** A configuration that never changes. */
    public static WebAccess of(WebConfig config) {
        return new WebAccess(config, watch(List.of(), System::nanoTime));
    }

    /** Reads a file; fails with all its problems if there is any. */
    public static WebAccess read(Path file) throws ConfigException {
        return read(file, System::nanoTime);
    }

    static WebAccess read(Path file, LongSupplier nanoTime) throws ConfigException {
        // First, so that a change after the reading is noticed.
        FileReload watch = watch(List.of(file), nanoTime);
        return new WebAccess(WebConfigReader.read(file), watch);
    }

    private static FileReload watch(List<Path> files, LongSupplier nanoTime) {
        return new FileReload(files, ReloadMetrics.ofWebConfiguration(Instant.now()), nanoTime);
    }

    public Rules rules() {
        file.readIfChanged(() -> rules = Rules.of(WebConfigReader.read(file.files.get(0))));
        return rules;
    }

    public boolean hasTls() {
        return tls.isPresent();
    }

    /** Reads the TLS files; fails if they cannot be used, with a message for people. */
    public Optional<HttpsConfigurator> tls() throws IOException {
        return tls.isPresent() ? Optional.of(Tls.of(tls.get(), tlsReloads, System::nanoTime)) : Optional.empty();
    }

    /** The reload metrics that apply: of the TLS files and of the file itself, as far as there are any. */
    public List<ReloadMetrics> reloads() {
        if (file.files.isEmpty()) {
            return List.of();
        }
        return tls.isPresent() ? List.of(tlsReloads, file.metrics) : List.of(file.metrics);
    }
}
