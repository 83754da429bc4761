package io.github.cloudtrailexporter.target;

import io.github.cloudtrailexporter.trail.Partition;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Where to look for trails.
 *
 * @param trailNames which of the trails that are found are wanted, by name
 */
public record DiscoverySource(Scope scope, Regions regions, Predicate<String> trailNames) {

    public DiscoverySource {
        Objects.requireNonNull(scope);
        Objects.requireNonNull(regions);
        Objects.requireNonNull(trailNames);
    }

    /**
     * The partition of AWS that is looked into with these credentials: the role's, else that of the wanted Regions.
     *
     * @param home the Region of the environment
     */
    public String partition(AwsIdentity identity, String home) {
        return identity instanceof AwsIdentity.Role role
                ? role.partition()
                : Partition.of(firstRegion().orElse(home));
    }

    /** Of those that are listed. */
    public Optional<String> firstRegion() {
        return regions instanceof Regions.Listed listed
                ? Optional.of(listed.names().get(0))
                : Optional.empty();
    }

    /** In which accounts. */
    public sealed interface Scope {}

    /** In the account of these credentials. */
    public record OneAccount(AwsIdentity identity, String accountName) implements Scope {}

    /**
     * In every active account of an organization.
     *
     * @param lister as whom the accounts are listed; its own account is looked into as the lister, without a role
     * @param roleName the role to assume in each other account
     * @param externalId empty for none; a secret
     * @param excluded accounts to leave out
     */
    public record Organization(AwsIdentity lister, String roleName, String externalId, Set<String> excluded)
            implements Scope {
        public Organization {
            excluded = Set.copyOf(excluded);
        }

        @Override
        public String toString() {
            return "Organization[" + lister + ", role " + roleName + "]";
        }
    }
}
