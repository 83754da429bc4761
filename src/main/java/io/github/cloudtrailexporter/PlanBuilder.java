package io.github.cloudtrailexporter;

import io.github.cloudtrailexporter.config.DiscoveryScope;
import io.github.cloudtrailexporter.config.DiscoverySource;
import io.github.cloudtrailexporter.config.ExporterConfig;
import io.github.cloudtrailexporter.config.RegionSelection;
import io.github.cloudtrailexporter.config.RoleConfig;
import io.github.cloudtrailexporter.config.TrailRef;
import io.github.cloudtrailexporter.target.AwsIdentity;
import io.github.cloudtrailexporter.target.ListedTrail;
import io.github.cloudtrailexporter.target.Plan;
import io.github.cloudtrailexporter.target.Regions;
import io.github.cloudtrailexporter.target.Shard;
import io.github.cloudtrailexporter.trail.TrailArn;
import java.util.Optional;

/** What the configuration says → what is polled. */
public final class PlanBuilder {

    private PlanBuilder() {}

    /**
     * Builds the plan of a configuration.
     *
     * @param region the Region of the environment
     */
    public static Plan plan(ExporterConfig config, Shard shard, String region) {
        return new Plan(
                config.trails().stream().map(PlanBuilder::listing).toList(),
                config.discovery().stream().map(PlanBuilder::source).toList(),
                shard,
                region);
    }

    private static ListedTrail listing(io.github.cloudtrailexporter.config.ListedTrail trail) {
        return new ListedTrail(
                name(trail.ref()), identity(trail.role()), regions(trail.regions()), trail.accountName());
    }

    private static ListedTrail.Name name(TrailRef ref) {
        if (ref instanceof TrailRef.ByArn arn) {
            return new ListedTrail.ByArn(new TrailArn(arn.partition(), arn.homeRegion(), arn.accountId(), arn.name()));
        }
        return new ListedTrail.ByName(ref.name(), ref.homeRegion());
    }

    private static io.github.cloudtrailexporter.target.DiscoverySource source(DiscoverySource source) {
        return new io.github.cloudtrailexporter.target.DiscoverySource(
                scope(source.scope()), regions(source.regions()), source::selects);
    }

    private static io.github.cloudtrailexporter.target.DiscoverySource.Scope scope(DiscoveryScope scope) {
        if (scope instanceof DiscoveryScope.Organization organization) {
            return new io.github.cloudtrailexporter.target.DiscoverySource.Organization(
                    identity(organization.listingRole()),
                    organization.roleName(),
                    organization.externalId(),
                    organization.excludeAccounts());
        }
        if (scope instanceof DiscoveryScope.AssumedRole assumed) {
            return new io.github.cloudtrailexporter.target.DiscoverySource.OneAccount(
                    identity(Optional.of(assumed.role())), assumed.accountName());
        }
        return new io.github.cloudtrailexporter.target.DiscoverySource.OneAccount(
                new AwsIdentity.Ambient(), ((DiscoveryScope.OwnAccount) scope).accountName());
    }

    private static AwsIdentity identity(Optional<RoleConfig> role) {
        return role.<AwsIdentity>map(config -> new AwsIdentity.Role(config.roleArn(), config.externalId()))
                .orElseGet(AwsIdentity.Ambient::new);
    }

    private static Regions regions(RegionSelection selection) {
        if (selection instanceof RegionSelection.Listed listed) {
            return new Regions.Listed(listed.regions());
        }
        return selection instanceof RegionSelection.All ? new Regions.Enabled() : new Regions.Home();
    }
}
