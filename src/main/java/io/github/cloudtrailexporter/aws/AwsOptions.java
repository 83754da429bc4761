package io.github.cloudtrailexporter.aws;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How AWS is reached.
 *
 * @param profile the profile of the shared configuration files; empty for the default chain
 * @param endpointUrl where every service is instead of at AWS: an emulator, or a VPC endpoint
 * @param callTimeout the most that one attempt of one call may take
 * @param concurrency how many calls may be in flight together; sizes the pool of connections
 * @param userAgent the start of the user agent, as it shows in CloudTrail's own events, e.g. {@code name/1.0}
 */
public record AwsOptions(
        Optional<String> profile, Optional<URI> endpointUrl, Duration callTimeout, int concurrency, String userAgent) {

    public AwsOptions {
        Objects.requireNonNull(profile);
        Objects.requireNonNull(endpointUrl);
        if (callTimeout.toMillis() <= 0) {
            throw new IllegalArgumentException("the call timeout must be positive: " + callTimeout);
        }
        if (concurrency <= 0) {
            throw new IllegalArgumentException("the concurrency must be positive: " + concurrency);
        }
        if (!userAgent.matches("[!-~]+")) {
            throw new IllegalArgumentException("not a user agent: " + userAgent);
        }
        endpointUrl.ifPresent(AwsOptions::checkEndpoint);
    }

    private static void checkEndpoint(URI endpoint) {
        if (endpoint.getHost() == null
                || !("http".equals(endpoint.getScheme()) || "https".equals(endpoint.getScheme()))) {
            throw new IllegalArgumentException("not the http(s) URL of an endpoint: " + endpoint);
        }
    }
}
