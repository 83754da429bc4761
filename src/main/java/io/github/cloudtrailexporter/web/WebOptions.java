package io.github.cloudtrailexporter.web;

import io.github.cloudtrailexporter.web.security.WebAccess;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The command line's options for HTTP.
 *
 * @param listen at least one address
 * @param telemetryPath the path of the metrics
 * @param timeoutOffset subtracted from the scrape's timeout, for rendering and the way back
 * @param web from the web configuration file
 */
public record WebOptions(
        List<ListenAddress> listen, String telemetryPath, PathPrefix prefix, Duration timeoutOffset, WebAccess web) {

    static final String HEALTHY = "/-/healthy";
    private static final Set<String> TAKEN = Set.of("/", HEALTHY, "/-/ready", "/-/reload");
    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._~-]+)+/?|/");

    public WebOptions {
        listen = List.copyOf(listen);
        String expected = "telemetry path; expected a path such as /metrics, of letters, digits and . _ ~ - /";
        match(PATH, telemetryPath, expected);
        if (TAKEN.contains(telemetryPath)) {
            throw new IllegalArgumentException(
                    "the telemetry path cannot be " + telemetryPath + ": that path is taken");
        }
    }

    private static Matcher match(Pattern pattern, String text, String expected) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not a valid " + expected);
        }
        return matcher;
    }

    /** An address to listen on. An empty host is all interfaces, IPv4 and IPv6; port 0 lets the system choose a free one. */
    public record ListenAddress(String host, int port) {

        private static final Pattern ADDRESS =
                Pattern.compile("(?:\\[([0-9A-Fa-f:.]+(?:%[A-Za-z0-9._-]+)?)]|([A-Za-z0-9._-]*)):([0-9]{1,5})");

        public ListenAddress {
            if (port < 0 || port > 65535) {
                throw new IllegalArgumentException("a port is between 0 and 65535, not " + port);
            }
        }

        /** Reads {@code [HOST]:PORT}. The message of an IllegalArgumentException is for people. */
        public static ListenAddress parse(String text) {
            String expected = "[HOST]:PORT, for example :10106, 127.0.0.1:10106 or [::1]:10106";
            Matcher matcher = match(ADDRESS, text, "listen address; expected " + expected);
            String host = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
            return new ListenAddress(host, Integer.parseInt(matcher.group(3)));
        }

        @Override
        public String toString() {
            return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
        }
    }

    /**
     * What stands before the paths behind a reverse proxy, as in Prometheus: before those that the server serves, and before
     * those in links, which a browser requests from the proxy. A prefix is empty, or begins with a slash and does not end with one.
     */
    public record PathPrefix(String routes, String links) {

        private static final Pattern PREFIX = Pattern.compile("(/[A-Za-z0-9._~-]+)*");

        public static final PathPrefix NONE = new PathPrefix("", "");

        public PathPrefix {
            String expected = "path prefix; expected a path such as /cloudtrail, of letters, digits and . _ ~ - /";
            match(PREFIX, routes, expected);
            match(PREFIX, links, expected);
        }

        /** The prefixes of the command line's options; the default of {@code routePrefix} is the path of the URL. */
        public static PathPrefix of(Optional<String> externalUrl, Optional<String> routePrefix) {
            String links = externalUrl.map(PathPrefix::path).orElse("");
            String routes = routePrefix.map(PathPrefix::trimmed).orElse(links);
            return new PathPrefix(routes, externalUrl.isPresent() ? links : routes);
        }

        private static String path(String externalUrl) {
            URI uri = URI.create(externalUrl);
            if (uri.getHost() == null || !("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                throw new IllegalArgumentException(
                        "'" + externalUrl
                                + "' is not a valid external URL; expected one such as https://prometheus.example.com/cloudtrail/");
            }
            return trimmed(uri.getRawPath());
        }

        private static String trimmed(String path) {
            String from = path.isEmpty() || path.startsWith("/") ? path : "/" + path;
            return from.replaceFirst("/+$", "");
        }
    }
}
