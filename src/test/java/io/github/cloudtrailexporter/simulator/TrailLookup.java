package io.github.cloudtrailexporter.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The trails that are visible to an account in a Region, and their names.
 *
 * <p>A name is resolved among the account's own trails whose home is the Region of the call; other trails (shadow trails,
 * the organization's trails from outside their owner) is found only by ARN.
 */
final class TrailLookup {

    private final World world;

    TrailLookup(World world) {
        this.world = world;
    }

    /** @throws AwsError with AWS's code for the reason why the trail is not found */
    SimulatedTrail find(SimulatedAccount asker, String region, String nameOrArn) {
        if (nameOrArn.startsWith("arn:")) {
            return byArn(asker, region, nameOrArn);
        }
        if (!nameOrArn.matches("[A-Za-z0-9][A-Za-z0-9._-]{2,127}")) {
            throw new AwsError("InvalidTrailNameException", 400, "Trail name must be 3 to 128 characters.");
        }
        String meant = String.join(
                ":", "arn", Regions.partition(region), "cloudtrail", region, asker.id(), "trail/" + nameOrArn);
        return asker.existingTrail(nameOrArn, region).orElseThrow(() -> unknown(asker, meant));
    }

    /** The account's own trails and shadows in this Region, and the organization's. */
    List<SimulatedTrail> visible(SimulatedAccount asker, String region) {
        List<SimulatedTrail> visible = new ArrayList<>();
        asker.trails().stream().filter(trail -> trail.isIn(region)).forEach(visible::add);
        owner(asker)
                .ifPresent(owner -> owner.trails().stream()
                        .filter(trail -> trail.isOrganization() && trail.isIn(region))
                        .forEach(visible::add));
        return visible;
    }

    /** Whether the caller owns the trail or administers the organization that owns it. */
    boolean seesErrors(SimulatedAccount asker, SimulatedTrail trail) {
        return asker.id().equals(trail.account().id())
                || world.organizationOf(asker)
                        .filter(all -> all.mayAdminister(asker.id()))
                        .isPresent();
    }

    private SimulatedTrail byArn(SimulatedAccount asker, String region, String arn) {
        String[] parts = arn.split(":", 6);
        if (parts.length != 6 || !parts[2].equals("cloudtrail") || !parts[5].matches("trail/.+")) {
            throw new AwsError("CloudTrailARNInvalidException", 400, "Invalid trail ARN: " + arn);
        }
        boolean own = parts[4].equals(asker.id());
        SimulatedAccount holder = (own ? Optional.of(asker) : owner(asker))
                .filter(account -> account.id().equals(parts[4]))
                .orElseThrow(() -> new AwsError(
                        "CloudTrailARNInvalidException",
                        400,
                        "AccountID in ARN is wrong, you can only access resources with AccountID " + asker.id() + "."));
        String name = parts[5].substring(parts[5].indexOf('/') + 1);
        return holder.existingTrail(name, parts[3])
                .filter(trail -> trail.arn().equals(arn) && trail.isIn(region) && (own || trail.isOrganization()))
                .orElseThrow(() -> unknown(asker, arn));
    }

    /** The management account whose organization trails are visible to this other account. */
    private Optional<SimulatedAccount> owner(SimulatedAccount asker) {
        return world.organizationOf(asker)
                .map(SimulatedOrganization::management)
                .filter(owner -> !owner.id().equals(asker.id()));
    }

    private static AwsError unknown(SimulatedAccount asker, String arn) {
        return new AwsError("TrailNotFoundException", 400, "Unknown trail: " + arn + " for the user: " + asker.id());
    }
}
