package io.github.cloudtrailexporter.trail;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * The state of delivery to one destination.
 *
 * @param latest the last successful delivery; empty if there never was one (never 0)
 * @param error the error CloudTrail shows now; empty if it shows none
 */
public record Delivery(Optional<Instant> latest, Optional<ErrorCode> error) {

    /** No delivery and no error: a destination that is not used, or not yet. */
    public static final Delivery NONE = new Delivery(Optional.empty(), Optional.empty());

    public Delivery {
        Objects.requireNonNull(latest);
        Objects.requireNonNull(error);
    }
}
