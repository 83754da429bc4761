package io.github.cloudtrailexporter.simulator;

import java.time.Duration;
import java.util.Optional;

/** A role that any principal can assume unless it requires an external id or is denied. Thread-safe. */
public final class SimulatedRole {

    private final String arn;
    private volatile String externalId = "";
    private volatile boolean denied;
    private volatile Optional<Duration> sessionLifetime = Optional.empty();

    SimulatedRole(String arn) {
        this.arn = arn;
    }

    public String arn() {
        return arn;
    }

    /** AssumeRole is denied without this external id; an empty one means that none is required. */
    public SimulatedRole externalId(String required) {
        this.externalId = required;
        return this;
    }

    /** Whether AssumeRole is always denied. Existing sessions remain valid. */
    public SimulatedRole denied(boolean on) {
        this.denied = on;
        return this;
    }

    /** The lifetime of sessions, independent of DurationSeconds; if negative, they have expired on creation. */
    public SimulatedRole sessionLifetime(Duration lifetime) {
        this.sessionLifetime = Optional.of(lifetime);
        return this;
    }

    boolean admits(String offeredExternalId) {
        return !denied && (externalId.isEmpty() || externalId.equals(offeredExternalId));
    }

    Duration lifetime(Duration requested) {
        return sessionLifetime.orElse(requested);
    }
}
