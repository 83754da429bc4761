package io.github.cloudtrailexporter.web;

import io.github.cloudtrailexporter.config.WebConfig;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the command line says about HTTP.
 *
 * @param listen at least one address
 * @param telemetryPath where the metrics are
 * @param timeoutOffset taken off the scrape's timeout, for rendering and the way back
 * @param web TLS, users and headers, from the web configuration file
 */
public record WebOptions(List<ListenAddress> listen, String telemetryPath, Duration timeoutOffset, WebConfig web) {

    static final String STATUS = "/";
    public static final String HEALTHY = "/-/healthy";
    static final String READY = "/-/ready";
    static final String RELOAD = "/-/reload";

    private static final Set<String> TAKEN = Set.of(STATUS, HEALTHY, READY, RELOAD);
    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._~-]+)+/?|/");

    public WebOptions {
        listen = List.copyOf(listen);
        if (listen.isEmpty()) {
            throw new IllegalArgumentException("there is no address to listen on");
        }
        if (!PATH.matcher(telemetryPath).matches()) {
            throw new IllegalArgumentException("'" + telemetryPath
                    + "' is no telemetry path; expected a path such as /metrics, of letters, digits and . _ ~ - /");
        }
        if (TAKEN.contains(telemetryPath)) {
            throw new IllegalArgumentException(
                    "the telemetry path cannot be " + telemetryPath + ": something else is there");
        }
        Objects.requireNonNull(web);
        if (timeoutOffset.isNegative()) {
            throw new IllegalArgumentException("the timeout offset cannot be negative");
        }
    }
}
