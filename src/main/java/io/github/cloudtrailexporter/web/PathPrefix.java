package io.github.cloudtrailexporter.web;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What stands before the paths behind a reverse proxy, as in Prometheus. Each prefix is empty, or begins with a slash and
 * does not end with one.
 *
 * @param routes before the paths that the server serves
 * @param links before the paths in links, which a browser requests from the proxy
 */
public record PathPrefix(String routes, String links) {

    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._~-]+)*");

    /** No prefix. */
    public static final PathPrefix NONE = new PathPrefix("", "");

    public PathPrefix {
        if (!PATH.matcher(routes).matches() || !PATH.matcher(links).matches()) {
            throw new IllegalArgumentException(
                    "'" + routes + links
                            + "' is not a valid path prefix; expected a path such as /cloudtrail, of letters, digits and . _ ~ - /");
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
            throw new IllegalArgumentException("'" + externalUrl
                    + "' is not a valid external URL; expected one such as https://prometheus.example.com/cloudtrail/");
        }
        return trimmed(uri.getRawPath());
    }

    private static String trimmed(String path) {
        String from = path.isEmpty() || path.startsWith("/") ? path : "/" + path;
        return from.replaceFirst("/+$", "");
    }
}
