package io.github.cloudtrailexporter.target;

import io.github.cloudtrailexporter.trail.Arn;
import io.github.cloudtrailexporter.trail.AwsName;
import io.github.cloudtrailexporter.trail.Check;
import io.github.cloudtrailexporter.trail.Partition;
import io.github.cloudtrailexporter.trail.TrailArn;

/**
 * A trail that is listed in the configuration.
 *
 * @param identity the identity that polls it
 * @param accountName a name of the account for people; empty if none is configured
 */
public record ListedTrail(Name name, AwsIdentity identity, Regions regions, String accountName) {

    /** How the configuration names the trail. */
    public sealed interface Name {
        /** The Region that the trail was created in. */
        String homeRegion();

        /** The trail's name. */
        String trail();
    }

    /** A name in a home Region. Only the credentials determine the account. */
    public record ByName(String trail, String homeRegion) implements Name {
        public ByName {
            Check.that(AwsName.isTrail(trail), "trail name " + trail);
            Check.that(AwsName.isRegion(homeRegion), "Region " + homeRegion);
        }

        /** The trail's ARN if the credentials belong to this account. */
        public TrailArn inAccount(String accountId) {
            return new TrailArn(Partition.ofRegion(homeRegion).id(), homeRegion, accountId, trail);
        }
    }

    /** An ARN. */
    public record ByArn(TrailArn arn) implements Name {
        public ByArn {
            String error = Arn.ofTrail(arn.partition(), arn.homeRegion(), arn.accountId(), arn.name())
                    .trailError();
            Check.that(error.isEmpty(), "ARN of a trail " + arn + ": " + error);
        }

        @Override
        public String homeRegion() {
            return arn.homeRegion();
        }

        @Override
        public String trail() {
            return arn.name();
        }
    }
}
