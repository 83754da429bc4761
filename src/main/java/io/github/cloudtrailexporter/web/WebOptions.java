package io.github.cloudtrailexporter.web;

import io.github.cloudtrailexporter.web.security.WebConfigFile;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The command line's options for HTTP.
 *
 * @param listen at least one address
 * @param telemetryPath the path of the metrics
 * @param prefix before all paths
 * @param timeoutOffset subtracted from the scrape's timeout, for rendering and the way back
 * @param web TLS, users and headers, from the web configuration file
 */
public record WebOptions(
        List<ListenAddress> listen,
        String telemetryPath,
        PathPrefix prefix,
        Duration timeoutOffset,
        WebConfigFile web) {

    static final String STATUS = "/";
    static final String HEALTHY = "/-/healthy";
    static final String READY = "/-/ready";
    static final String RELOAD = "/-/reload";

    private static final Set<String> TAKEN = Set.of(STATUS, HEALTHY, READY, RELOAD);
    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._~-]+)+/?|/");

    public WebOptions {
        listen = List.copyOf(listen);
        if (listen.isEmpty()) {
            throw new IllegalArgumentException("expected at least one listen address");
        }
        if (!PATH.matcher(telemetryPath).matches()) {
            throw new IllegalArgumentException(
                    "'" + telemetryPath
                            + "' is not a valid telemetry path; expected a path such as /metrics, of letters, digits and . _ ~ - /");
        }
        if (TAKEN.contains(telemetryPath)) {
            throw new IllegalArgumentException(
                    "the telemetry path cannot be " + telemetryPath + ": that path is taken");
        }
    }
}
