package io.github.cloudtrailexporter.simulator;

import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** An AWS account with its trails, roles and enabled Regions. Thread-safe; changes apply to the next call. */
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

    /** The enabled Regions; in all others the account's credentials are rejected. Default: the 17 default Regions. */
    public SimulatedAccount enabledRegions(Set<String> regions) {
        this.enabledRegions = Set.copyOf(regions);
        return this;
    }

    public Set<String> enabledRegions() {
        return enabledRegions;
    }

    /** The trail with this name and home Region; created, healthy, on first use. */
    public SimulatedTrail trail(String trailName, String homeRegion) {
        return trails.computeIfAbsent(
                homeRegion + "/" + trailName, key -> new SimulatedTrail(this, trailName, homeRegion));
    }

    /** DeleteTrail: from now on the trail does not exist. */
    public void deleteTrail(String trailName, String homeRegion) {
        trails.remove(homeRegion + "/" + trailName);
    }

    public Collection<SimulatedTrail> trails() {
        return trails.values();
    }

    /** The role with this name (or path and name); created on first use, with a trust policy for all principals. */
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
