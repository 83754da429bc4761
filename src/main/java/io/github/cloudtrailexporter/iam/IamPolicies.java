package io.github.cloudtrailexporter.iam;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonWriter;
import io.github.cloudtrailexporter.target.AwsIdentity;
import io.github.cloudtrailexporter.target.DiscoverySource;
import io.github.cloudtrailexporter.target.DiscoverySource.Organization;
import io.github.cloudtrailexporter.target.ListedTrail;
import io.github.cloudtrailexporter.target.Plan;
import io.github.cloudtrailexporter.trail.Arn;
import io.github.cloudtrailexporter.trail.Partition;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The IAM policies with the permissions that a plan needs, by principal. GetCallerIdentity is missing because it needs no permission.
 *
 * <p>The ARNs of discovered trails have {@code *} as account: an organization trail has the id of the management account,
 * which is not in the configuration, and no call can reach the trails of other accounts.
 */
public final class IamPolicies {

    private final Plan plan;
    private final Grants own = new Grants();

    /** By ARN; with {@code *} as account for a role in every account of an organization. */
    private final SortedMap<Arn, Role> roles = new TreeMap<>(Comparator.comparing(Arn::toString));

    /** The permissions of one role, and the external ids it is assumed with; an empty one if it is also assumed without. */
    private record Role(Grants grants, Set<String> externalIds) {}

    /** Collects the permissions of a plan. */
    public IamPolicies(Plan plan) {
        this.plan = plan;
        plan.listedTrails().forEach(this::add);
        plan.sources().forEach(this::add);
        // Last, because a role that is configured by its ARN may also be a member role: then it needs both.
        plan.sources().forEach(this::addMembers);
    }

    private void add(ListedTrail listedTrail) {
        ListedTrail.Name name = listedTrail.name();
        String partition = Partition.ofRegion(name.homeRegion()).id();
        String account = name.accountId().isEmpty() ? "*" : name.accountId();
        Arn arn = Arn.ofTrail(partition, name.homeRegion(), account, name.trail());
        grants(listedTrail.identity()).allowTrails(arn, listedTrail.regions());
    }

    private void add(DiscoverySource source) {
        Grants grants = grants(source.scope().identity());
        grants.allowTrails(everyTrail(source), source.regions());
        if (source.scope() instanceof Organization) {
            grants.allow(Grants.ACCOUNTS, "*");
        }
    }

    private Arn everyTrail(DiscoverySource source) {
        return Arn.ofTrail(source.partition(plan.region()).id(), "*", "*", "*");
    }

    private void addMembers(DiscoverySource source) {
        if (source.scope() instanceof Organization organization) {
            String partition = source.partition(plan.region()).id();
            Arn every = Arn.ofRole(partition, "*", organization.roleName());
            own.allow(Grants.organizationRoles(conditions(organization)), every.toString());
            role(every);
            roles.forEach((arn, role) -> {
                Arn member = Arn.ofRole(partition, arn.accountId(), organization.roleName());
                if (arn.equals(member) && !organization.excluded().contains(arn.accountId())) {
                    role.externalIds().add(organization.externalId());
                    role.grants().allowTrails(everyTrail(source), source.regions());
                }
            });
        }
    }

    /** Only roles of the exporter's own organization, if it is in the organization, and none of excluded accounts. */
    private static JsonObject conditions(Organization organization) {
        JsonObject conditions = new JsonObject();
        if (organization.identity() instanceof AwsIdentity.Ambient) {
            conditions.put("StringEquals", Map.of("aws:ResourceOrgID", "${aws:PrincipalOrgID}"));
        }
        if (!organization.excluded().isEmpty()) {
            Object excluded = Grants.oneOrMore(new TreeSet<>(organization.excluded()));
            conditions.put("StringNotEquals", Map.of("aws:ResourceAccount", excluded));
        }
        return conditions;
    }

    private Grants grants(AwsIdentity identity) {
        if (identity instanceof AwsIdentity.Role configured) {
            own.allow(Grants.ROLES, configured.roleArn());
            Role role = role(Arn.parse(configured.roleArn()).orElseThrow());
            role.externalIds().add(configured.externalId());
            return role.grants();
        }
        return own;
    }

    private Role role(Arn arn) {
        return roles.computeIfAbsent(arn, key -> new Role(new Grants(), new TreeSet<>()));
    }

    /**
     * Writes the policies as JSON: one object with the exporter's own principal and every role, each with its policies.
     *
     * @param principal the ARN of the principal that assumes the roles; empty for a placeholder, which AWS rejects, so that
     *     it cannot be used by mistake
     */
    public String json(String principal) {
        JsonObject all = new JsonObject();
        all.put("exporter", Map.of("permissions", policy(own.statements())));
        roles.forEach((arn, role) -> {
            Arn placeholder = Arn.ofRole(arn.partition(), "EXPORTER_ACCOUNT_ID", "EXPORTER_ROLE");
            String trusted = principal.isEmpty() ? placeholder.toString() : principal;
            all.put(
                    arn.toString(),
                    JsonObject.builder()
                            .value("permissions", policy(role.grants().statements()))
                            .value("trust", trust(trusted, role.externalIds()))
                            .done());
        });
        return JsonWriter.indent("  ").string().value(all).done() + "\n";
    }

    private static JsonObject trust(String principal, Set<String> externalIds) {
        JsonObject statement = JsonObject.builder()
                .value("Effect", "Allow")
                .value("Principal", Map.of("AWS", principal))
                .value("Action", "sts:AssumeRole")
                .done();
        if (!externalIds.contains("")) {
            Object allowed = Grants.oneOrMore(externalIds);
            statement.put("Condition", Map.of("StringEquals", Map.of("sts:ExternalId", allowed)));
        }
        return policy(JsonArray.from(statement));
    }

    private static JsonObject policy(JsonArray statements) {
        return JsonObject.builder()
                .value("Version", "2012-10-17")
                .value("Statement", statements)
                .done();
    }
}
