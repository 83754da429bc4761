package io.github.cloudtrailexporter.target;

import io.github.cloudtrailexporter.trail.AwsName;
import io.github.cloudtrailexporter.trail.Check;
import io.github.cloudtrailexporter.trail.Partition;
import io.github.cloudtrailexporter.trail.TrailArn;

/**
 * A trail that is listed in the configuration.
 *
 * @param identity the identity that polls it; a trail without an account is in that of its role
 * @param accountName a name of the account for people; empty if none is configured
 */
public record ListedTrail(Name name, AwsIdentity identity, Regions regions, String accountName) {

    public ListedTrail {
        if (name.accountId.isEmpty() && identity instanceof AwsIdentity.Role role) {
            name = new Name(role.accountId(), name.homeRegion, name.trail);
        }
    }

    /** The parts of the trail's ARN, whose partition is that of the Region; no account for that of the ambient credentials. */
    public record Name(String accountId, String homeRegion, String trail) {
        public Name {
            Check.that(accountId.isEmpty() || AwsName.isAccountId(accountId), "account " + accountId);
            Check.that(AwsName.isRegion(homeRegion), "Region " + homeRegion);
            Check.that(AwsName.isTrail(trail), "trail name " + trail);
        }

        /** The trail's ARN if it is in this account. */
        public TrailArn inAccount(String id) {
            return new TrailArn(Partition.ofRegion(homeRegion).id(), homeRegion, id, trail);
        }
    }
}
