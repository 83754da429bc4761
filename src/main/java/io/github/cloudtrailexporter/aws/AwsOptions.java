package io.github.cloudtrailexporter.aws;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * How AWS is reached; the configuration validates the values.
 *
 * @param profile the profile of the shared configuration files; empty for the default chain
 * @param endpointUrl the endpoint of every service instead of AWS's own: an emulator, or a VPC endpoint
 * @param callTimeout the longest duration of one attempt of one call
 * @param concurrency the most calls in flight; determines the size of the connection pool
 * @param userAgent the start of the user agent, which CloudTrail records with each call, e.g. {@code name/1.0}
 */
public record AwsOptions(
        Optional<String> profile, Optional<URI> endpointUrl, Duration callTimeout, int concurrency, String userAgent) {}
