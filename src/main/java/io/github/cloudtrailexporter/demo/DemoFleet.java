package io.github.cloudtrailexporter.demo;

import io.github.cloudtrailexporter.trail.TrailArn;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The accounts of an organization and their trails. The role of each account, of whatever name, may be assumed.
 *
 * @param ambientAccount the account of the ambient credentials; it may list the accounts of the organization
 * @param regions the Regions that every account has enabled
 * @param members the active accounts of the organization, from account id to name
 * @param outsiders accounts outside the organization, whose trail does not cover them
 */
record DemoFleet(
        String ambientAccount,
        Set<String> regions,
        Map<String, String> members,
        Set<String> outsiders,
        List<DemoTrail> trails) {

    boolean isKnown(String accountId) {
        return members.containsKey(accountId) || outsiders.contains(accountId);
    }

    /** What an account sees in a Region: its own trails and those of the organization, with their shadows. */
    Stream<DemoTrail> visible(String accountId, String region) {
        return trails.stream()
                .filter(trail ->
                        trail.isOrganization() || trail.arn().homeRegion().equals(region))
                .filter(trail -> (trail.isOrganization() && !outsiders.contains(accountId))
                        || trail.arn().accountId().equals(accountId));
    }

    /** One of {@link #visible}. */
    Optional<DemoTrail> find(TrailArn arn, String accountId, String region) {
        return visible(accountId, region)
                .filter(trail -> trail.arn().equals(arn))
                .findFirst();
    }
}
