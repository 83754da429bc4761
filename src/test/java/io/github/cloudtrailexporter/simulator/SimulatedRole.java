package io.github.cloudtrailexporter.simulator;

import java.time.Duration;
import java.util.Optional;

/** A role that can be assumed, by anybody unless it asks for an external id or is denied. Thread-safe. */
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

    /** AssumeRole is denied unless it brings this external id; an empty one means none is needed. */
    public SimulatedRole externalId(String required) {
        this.externalId = required;
        return this;
    }

    /** Whether AssumeRole is denied, whatever it brings. Sessions handed out before go on working. */
    public SimulatedRole denied(boolean on) {
        this.denied = on;
        return this;
    }

    /** How long sessions live, whatever DurationSeconds says; negative: they have expired when they are handed out. */
    public SimulatedRole sessionLifetime(Duration lifetime) {
        this.sessionLifetime = Optional.of(lifetime);
        return this;
    }

    boolean admits(String offeredExternalId) {
        return !denied && (externalId.isEmpty() || externalId.equals(offeredExternalId));
    }

    Duration lifetime(Duration asked) {
        return sessionLifetime.orElse(asked);
    }
}
