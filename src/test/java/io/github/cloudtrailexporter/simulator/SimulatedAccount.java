package io.github.cloudtrailexporter.simulator;

import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** An AWS account with its trails, roles and enabled Regions. Thread-safe; changes show in the next call. */
public final class SimulatedAccount {

    private final String id;
    private final Clock clock;
    private final Map<String, SimulatedTrail> trails = new ConcurrentHashMap<>();
    private final Map<String, SimulatedRole> roles = new ConcurrentHashMap<>();
    private volatile String name;
    private volatile Set<String> enabledRegions = Regions.DEFAULT;

    SimulatedAccount(String id, Clock clock) {
        if (!id.matches("\\d{12}")) {
            throw new IllegalArgumentException("not an account id of 12 digits: " + id);
        }
        this.id = id;
        this.clock = clock;
        this.name = "account-" + id;
    }

    public String id() {
        return id;
    }

    public String name() {
        return name;
    }

    public SimulatedAccount name(String accountName) {
        this.name = accountName;
        return this;
    }

    /** The Regions that answer for this account; in all others its credentials are refused. Default: the 17 of birth. */
    public SimulatedAccount enabledRegions(Set<String> regions) {
        this.enabledRegions = Set.copyOf(regions);
        return this;
    }

    public Set<String> enabledRegions() {
        return enabledRegions;
    }

    /** The trail of this name with this home Region; made, healthy, when it is asked for the first time. */
    public SimulatedTrail trail(String trailName, String homeRegion) {
        return trails.computeIfAbsent(
                homeRegion + "/" + trailName, key -> new SimulatedTrail(this, trailName, homeRegion));
    }

    /** DeleteTrail: from now on nobody knows it. */
    public void deleteTrail(String trailName, String homeRegion) {
        trails.remove(homeRegion + "/" + trailName);
    }

    public Collection<SimulatedTrail> trails() {
        return trails.values();
    }

    /** The role of this name (or path and name); made, open to everybody, when it is asked for the first time. */
    public SimulatedRole role(String roleName) {
        return roles.computeIfAbsent("arn:" + partition() + ":iam::" + id + ":role/" + roleName, SimulatedRole::new);
    }

    Optional<SimulatedRole> roleByArn(String arn) {
        return Optional.ofNullable(roles.get(arn));
    }

    Optional<SimulatedTrail> existingTrail(String trailName, String homeRegion) {
        return Optional.ofNullable(trails.get(homeRegion + "/" + trailName));
    }

    Clock clock() {
        return clock;
    }

    private String partition() {
        return enabledRegions.stream().findAny().map(Regions::partition).orElse("aws");
    }
}
