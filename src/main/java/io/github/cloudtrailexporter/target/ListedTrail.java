package io.github.cloudtrailexporter.target;

import io.github.cloudtrailexporter.trail.Partition;
import io.github.cloudtrailexporter.trail.TrailArn;
import java.util.Objects;

/**
 * A trail that the configuration names.
 *
 * @param accountName what to call the account; may be empty
 */
public record ListedTrail(Name name, AwsIdentity identity, Regions regions, String accountName) {

    public ListedTrail {
        Objects.requireNonNull(name);
        Objects.requireNonNull(identity);
        Objects.requireNonNull(regions);
        Objects.requireNonNull(accountName);
    }

    /** How the trail is named. */
    public sealed interface Name {
        String homeRegion();

        String trail();
    }

    /** By its name in its home Region; the account is that of the credentials. */
    public record ByName(String trail, String homeRegion) implements Name {
        public TrailArn inAccount(String accountId) {
            return new TrailArn(Partition.of(homeRegion), homeRegion, accountId, trail);
        }
    }

    /** By its ARN. */
    public record ByArn(TrailArn arn) implements Name {
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
