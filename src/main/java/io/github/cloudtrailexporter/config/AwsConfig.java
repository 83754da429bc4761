package io.github.cloudtrailexporter.config;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/**
 * How the exporter connects to AWS.
 *
 * @param profile of the shared AWS configuration files; none for the default chain
 * @param endpointUrl replaces the endpoints of all services; for emulators and VPC endpoints
 */
public record AwsConfig(Optional<String> profile, Optional<URI> endpointUrl) {

    public static final AwsConfig DEFAULT = new AwsConfig(Optional.empty(), Optional.empty());

    public AwsConfig {
        Objects.requireNonNull(profile);
        Objects.requireNonNull(endpointUrl);
    }
}
