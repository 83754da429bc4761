package io.github.cloudtrailexporter.config;

import java.util.Objects;
import java.util.Optional;

/**
 * A trail of the configuration's list.
 *
 * @param role as whom its status is asked; none for the ambient credentials
 * @param accountName what people call the account; empty if they do not say
 */
public record ListedTrail(TrailRef ref, RegionSelection regions, Optional<RoleConfig> role, String accountName) {
    public ListedTrail {
        Objects.requireNonNull(ref);
        Objects.requireNonNull(regions);
        Objects.requireNonNull(role);
        Objects.requireNonNull(accountName);
    }
}
