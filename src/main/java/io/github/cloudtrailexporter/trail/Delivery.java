package io.github.cloudtrailexporter.trail;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * How delivery to one destination goes.
 *
 * @param latest the last successful delivery; empty if there never was one (never 0)
 * @param error the error CloudTrail shows now; empty if it shows none
 */
public record Delivery(Optional<Instant> latest, Optional<ErrorCode> error) {

    /** Nothing delivered, nothing wrong: a destination that is not in use, or not yet. */
    public static final Delivery NONE = new Delivery(Optional.empty(), Optional.empty());

    public Delivery {
        Objects.requireNonNull(latest);
        Objects.requireNonNull(error);
    }
}
