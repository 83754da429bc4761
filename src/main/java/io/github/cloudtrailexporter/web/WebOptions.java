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
 * @param prefix before all paths
 * @param timeoutOffset subtracted from the scrape's timeout, for rendering and the way back
 * @param web TLS, users and headers, from the web configuration file
 */
public record WebOptions(
        List<ListenAddress> listen, String telemetryPath, PathPrefix prefix, Duration timeoutOffset, WebAccess web) {

    static final String HEALTHY = "/-/healthy";
    private static final Set<String> TAKEN = Set.of("/", HEALTHY, "/-/ready", "/-/reload");
    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._~-]+)+/?|/");

    public WebOptions {
        listen = List.copyOf(listen);
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

    /**
     * An address to listen on.
     *
     * @param host a name or an address; empty for all interfaces, IPv4 and IPv6
     * @param port 0 lets the system choose a free one
     */
    public record ListenAddress(String host, int port) {

        private static final Pattern ADDRESS =
                Pattern.compile("(?:\\[([0-9A-Fa-f:.]+(?:%[A-Za-z0-9._-]+)?)]|([A-Za-z0-9._-]*)):([0-9]{1,5})");

        public ListenAddress {
            if (port < 0 || port > 65535) {
                throw new IllegalArgumentException("a port is between 0 and 65535, not " + port);
            }
        }

        /**
         * The address in {@code [HOST]:PORT}, as Prometheus' programs write it: {@code :10106}, {@code 127.0.0.1:10106},
         * {@code [::1]:10106}.
         *
         * @throws IllegalArgumentException if the text is not such an address; the message is for people
         */
        public static ListenAddress parse(String text) {
            Matcher matcher = ADDRESS.matcher(text);
            if (!matcher.matches()) {
                throw new IllegalArgumentException("'" + text
                        + "' is not a valid listen address; expected [HOST]:PORT, for example :10106, 127.0.0.1:10106 or"
                        + " [::1]:10106");
            }
            String host = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
            return new ListenAddress(host, Integer.parseInt(matcher.group(3)));
        }

        @Override
        public String toString() {
            return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
        }
    }

    /**
     * What stands before the paths behind a reverse proxy, as in Prometheus. Each prefix is empty, or begins with a slash and
     * does not end with one.
     *
     * @param routes before the paths that the server serves
     * @param links before the paths in links, which a browser requests from the proxy
     */
    public record PathPrefix(String routes, String links) {

        private static final Pattern PREFIX = Pattern.compile("(/[A-Za-z0-9._~-]+)*");

        /** No prefix. */
        public static final PathPrefix NONE = new PathPrefix("", "");

        public PathPrefix {
            for (String prefix : List.of(routes, links)) {
                if (!PREFIX.matcher(prefix).matches()) {
                    throw new IllegalArgumentException(
                            "'" + prefix
                                    + "' is not a valid path prefix; expected a path such as /cloudtrail, of letters, digits and . _ ~ - /");
                }
            }
        }

        /**
         * The prefixes of the command line's options.
         *
         * @param routePrefix the path of {@code externalUrl} if empty
         * @throws IllegalArgumentException if one is not valid
         */
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
