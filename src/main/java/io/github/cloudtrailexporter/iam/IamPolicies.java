package io.github.cloudtrailexporter.iam;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonWriter;
import io.github.cloudtrailexporter.target.AwsIdentity;
import io.github.cloudtrailexporter.target.DiscoverySource;
import io.github.cloudtrailexporter.target.DiscoverySource.Organization;
import io.github.cloudtrailexporter.target.ListedTrail;
import io.github.cloudtrailexporter.target.Plan;
import io.github.cloudtrailexporter.target.Regions;
import io.github.cloudtrailexporter.trail.Arn;
import io.github.cloudtrailexporter.trail.Partition;
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

    private final Grants own = new Grants();
    private final SortedMap<String, RoleNeeds> roles = new TreeMap<>();
    private final Plan plan;

    /** The permissions of one role, and the external ids it is assumed with; an empty one if it is also assumed without. */
    public record RoleNeeds(Grants grants, Set<String> externalIds) {
        private void addAll(RoleNeeds other) {
            grants.addAll(other.grants);
            externalIds.addAll(other.externalIds);
        }
    }

    private IamPolicies(Plan plan) {
        this.plan = plan;
    }

    /** Collects the permissions of a plan. */
    public static IamPolicies of(Plan plan) {
        IamPolicies policies = new IamPolicies(plan);
        plan.listedTrails().forEach(policies::add);
        plan.sources().forEach(policies::add);
        plan.sources().forEach(policies::addToMembers);
        return policies;
    }

    /** The roles that the exporter assumes, by ARN; with {@code *} as account for a role in every account of an organization. */
    public SortedMap<String, RoleNeeds> roles() {
        return roles;
    }

    private void add(ListedTrail listedTrail) {
        Grants grants = grants(listedTrail.identity());
        grants.allowTrail(arn(listedTrail));
        addRegions(grants, listedTrail.regions());
    }

    private static String arn(ListedTrail listedTrail) {
        ListedTrail.Name name = listedTrail.name();
        String partition = Partition.ofRegion(name.homeRegion()).id();
        String account = name.accountId().isEmpty() ? "*" : name.accountId();
        return Arn.ofTrail(partition, name.homeRegion(), account, name.trail()).toString();
    }

    private void add(DiscoverySource source) {
        Partition partition = source.partition(plan.region());
        Grants grants = grants(source.scope().identity());
        addDiscovery(grants, source, partition);
        if (source.scope() instanceof Organization organization) {
            grants.allow(Grants.ACCOUNTS, "*");
            String role = organizationRole(organization, partition);
            own.allow(Grants.organizationRoles(conditions(organization)), role);
            RoleNeeds members = needs(role);
            members.externalIds().add(organization.externalId());
            addDiscovery(members.grants(), source, partition);
        }
    }

    private static String organizationRole(Organization organization, Partition partition) {
        return Arn.ofRole(partition.id(), "*", organization.roleName()).toString();
    }

    /** Only roles of the exporter's own organization, if it is in the organization, and none of excluded accounts. */
    private static JsonObject conditions(Organization organization) {
        JsonObject conditions = new JsonObject();
        if (organization.identity() instanceof AwsIdentity.Ambient) {
            conditions.put("StringEquals", object("aws:ResourceOrgID", "${aws:PrincipalOrgID}"));
        }
        if (!organization.excluded().isEmpty()) {
            Object excluded = Grants.oneOrMore(new TreeSet<>(organization.excluded()));
            conditions.put("StringNotEquals", object("aws:ResourceAccount", excluded));
        }
        return conditions;
    }

    private static void addDiscovery(Grants grants, DiscoverySource source, Partition partition) {
        grants.allowTrail(Arn.ofTrail(partition.id(), "*", "*", "*").toString());
        addRegions(grants, source.regions());
    }

    private static void addRegions(Grants grants, Regions regions) {
        if (regions instanceof Regions.Enabled) {
            grants.allow(Grants.REGIONS, "*");
        }
    }

    private Grants grants(AwsIdentity identity) {
        if (identity instanceof AwsIdentity.Role role) {
            own.allow(Grants.ROLES, role.roleArn());
            RoleNeeds needs = needs(role.roleArn());
            needs.externalIds().add(role.externalId());
            return needs.grants();
        }
        return own;
    }

    private RoleNeeds needs(String roleArn) {
        return roles.computeIfAbsent(roleArn, arn -> new RoleNeeds(new Grants(), new TreeSet<>()));
    }

    /** A role that is configured by its ARN may also be a member role of the organization: then it needs both. */
    private void addToMembers(DiscoverySource source) {
        if (source.scope() instanceof Organization organization) {
            Partition partition = source.partition(plan.region());
            RoleNeeds members = needs(organizationRole(organization, partition));
            for (Map.Entry<String, RoleNeeds> role : roles.entrySet()) {
                if (isMember(Arn.parse(role.getKey()).orElseThrow(), organization, partition)) {
                    role.getValue().addAll(members);
                }
            }
        }
    }

    private static boolean isMember(Arn role, Organization organization, Partition partition) {
        return !role.accountId().equals("*")
                && !organization.excluded().contains(role.accountId())
                && role.equals(Arn.ofRole(partition.id(), role.accountId(), organization.roleName()));
    }

    /**
     * Writes the policies as JSON: one object with the exporter's own principal and every role, each with its policies.
     *
     * @param principal the ARN of the principal that assumes the roles; empty for a placeholder
     */
    public String json(String principal) {
        JsonObject all = new JsonObject();
        all.put("exporter", object("permissions", policy(own.statements())));
        roles.forEach((arn, needs) -> {
            JsonObject role = object("permissions", policy(needs.grants().statements()));
            role.put("trust", trust(principal.isEmpty() ? placeholder(arn) : principal, needs.externalIds()));
            all.put(arn, role);
        });
        return JsonWriter.indent("  ").string().value(all).done() + "\n";
    }

    /** AWS rejects a policy with this placeholder, so it cannot be used by mistake. */
    private static String placeholder(String roleArn) {
        String partition = Arn.parse(roleArn).orElseThrow().partition();
        return Arn.ofRole(partition, "EXPORTER_ACCOUNT_ID", "EXPORTER_ROLE").toString();
    }

    private static JsonObject trust(String principal, Set<String> externalIds) {
        JsonObject statement = object("Effect", "Allow");
        statement.put("Principal", object("AWS", principal));
        statement.put("Action", "sts:AssumeRole");
        if (!externalIds.contains("")) {
            JsonObject condition = object("sts:ExternalId", Grants.oneOrMore(externalIds));
            statement.put("Condition", object("StringEquals", condition));
        }
        return policy(JsonArray.from(statement));
    }

    private static JsonObject policy(JsonArray statements) {
        JsonObject policy = object("Version", "2012-10-17");
        policy.put("Statement", statements);
        return policy;
    }

    private static JsonObject object(String key, Object value) {
        JsonObject object = new JsonObject();
        object.put(key, value);
        return object;
    }
}
