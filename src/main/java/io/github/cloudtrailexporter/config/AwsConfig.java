package io.github.cloudtrailexporter.config;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/**
 * How AWS is reached.
 *
 * @param profile of the shared AWS configuration files; none for the default chain
 * @param endpointUrl for every service, in place of AWS' own endpoints; for emulators and VPC endpoints
 */
public record AwsConfig(Optional<String> profile, Optional<URI> endpointUrl) {

    public static final AwsConfig DEFAULT = new AwsConfig(Optional.empty(), Optional.empty());

    public AwsConfig {
        Objects.requireNonNull(profile);
        Objects.requireNonNull(endpointUrl);
    }
}
