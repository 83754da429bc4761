package io.github.cloudtrailexporter.simulator;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A large organization: a management account with one multi-Region organization trail, and member accounts with their
 * own trails, distributed evenly. Every account has the role {@link #ROLE}; the management account is the ambient account.
 *
 * @param expected the result of a complete poll: the organization trail through its owner, the others through their account
 */
public record Fleet(SimulatedOrganization organization, List<SimulatedAccount> members, Set<Pair> expected) {

    public static final String MANAGEMENT = "100000000000";
    public static final String ROLE = "cloudtrail-exporter";

    /** A trail, polled in a Region. */
    public record Pair(String arn, String region) {}

    /** Builds it with this number of accounts, including the management account, and this number of member trails. */
    public static Fleet on(SimulatedAws aws, int accounts, int singleRegionTrails, int multiRegionTrails) {
        aws.ambientAccount(MANAGEMENT);
        SimulatedOrganization organization = aws.organization(MANAGEMENT);
        organization.management().role(ROLE);
        Fleet fleet =
                new Fleet(organization, organization.members(accounts - 1, "100000000001", ROLE), new HashSet<>());
        fleet.expect(organization
                .management()
                .trail("organization", "us-east-1")
                .multiRegion(true)
                .organization(true)
                .validation(true));
        for (int i = 0; i < singleRegionTrails + multiRegionTrails; i++) {
            fleet.expect(fleet.memberTrail(i).multiRegion(i >= singleRegionTrails));
        }
        return fleet;
    }

    private SimulatedTrail memberTrail(int number) {
        List<String> regions = new ArrayList<>(new TreeSet<>(Regions.DEFAULT));
        SimulatedAccount member = members.get(number % members.size());
        return member.trail("trail-" + number, regions.get(number % regions.size()));
    }

    private void expect(SimulatedTrail trail) {
        trail.account().enabledRegions().stream()
                .filter(trail::isIn)
                .forEach(region -> expected.add(new Pair(trail.arn(), region)));
    }
}
