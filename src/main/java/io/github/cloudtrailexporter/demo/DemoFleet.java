package io.github.cloudtrailexporter.demo;

import io.github.cloudtrailexporter.trail.TrailArn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The accounts of an organization and their trails. Filled by one thread, then shared and no longer changed. */
final class DemoFleet {

    private final String ambientAccount;
    private final Set<String> regions;
    private final Map<String, String> accountNames = new LinkedHashMap<>();
    private final Map<String, String> outsiders = new LinkedHashMap<>();
    private final List<DemoTrail> trails = new ArrayList<>();

    /**
     * A fleet without accounts.
     *
     * @param ambientAccount the account of the ambient credentials; it may list the accounts of the organization
     * @param regions the Regions that every account has enabled
     */
    DemoFleet(String ambientAccount, Set<String> regions) {
        this.ambientAccount = ambientAccount;
        this.regions = Set.copyOf(regions);
    }

    /** Adds an active account of the organization. Its role, of whatever name, may be assumed. */
    void account(String id, String name) {
        accountNames.put(id, name);
    }

    /** Adds an account outside the organization, whose trail does not cover it. Its role, of whatever name, may be assumed. */
    void outsider(String id, String name) {
        outsiders.put(id, name);
    }

    boolean isKnown(String accountId) {
        return accountNames.containsKey(accountId) || outsiders.containsKey(accountId);
    }

    DemoTrail add(DemoTrail trail) {
        trails.add(trail);
        return trail;
    }

    String ambientAccount() {
        return ambientAccount;
    }

    Set<String> regions() {
        return regions;
    }

    /** The accounts of the organization, from account ID to name. */
    Map<String, String> accountNames() {
        return accountNames;
    }

    List<DemoTrail> trails() {
        return trails;
    }

    /** What an account sees in a Region: its own trails and those of the organization, with their shadows. */
    Stream<DemoTrail> visible(String accountId, String region) {
        return trails.stream()
                .filter(trail -> trail.isIn(region))
                .filter(trail -> (trail.isOrganization() && !outsiders.containsKey(accountId))
                        || trail.arn().accountId().equals(accountId));
    }

    /** One of {@link #visible}. */
    Optional<DemoTrail> find(TrailArn arn, String accountId, String region) {
        return visible(accountId, region)
                .filter(trail -> trail.arn().equals(arn))
                .findFirst();
    }
}
