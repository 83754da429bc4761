package io.github.cloudtrailexporter.iam;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import io.github.cloudtrailexporter.target.Regions;
import io.github.cloudtrailexporter.trail.Arn;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The permissions of one principal, collected: actions, their resources and conditions. */
final class Grants {

    /** What distinguishes one statement of a policy from another; {@code rank} is its place in the policy. */
    record Kind(int rank, String sid, String action, JsonObject conditions) {
        private Kind(int rank, String sid, String action) {
            this(rank, sid, action, new JsonObject());
        }
    }

    private static final Kind STATUS = new Kind(0, "Status", "cloudtrail:GetTrailStatus");
    private static final Kind SELECTORS = new Kind(1, "Selectors", "cloudtrail:GetEventSelectors");
    private static final Kind TRAILS = new Kind(2, "Trails", "cloudtrail:DescribeTrails");
    private static final Kind REGIONS = new Kind(3, "Regions", "ec2:DescribeRegions");
    static final Kind ACCOUNTS = new Kind(4, "Accounts", "organizations:ListAccounts");
    static final Kind ROLES = new Kind(5, "Roles", "sts:AssumeRole");

    private final SortedMap<Kind, Set<String>> resources = new TreeMap<>(Comparator.comparingInt(Kind::rank)
            .thenComparing(kind -> kind.conditions().toString()));

    /** The roles of an organization: the name is the same in every account, so conditions exclude other accounts. */
    static Kind organizationRoles(JsonObject conditions) {
        return new Kind(6, "OrganizationRoles", "sts:AssumeRole", conditions);
    }

    void allow(Kind kind, String resource) {
        resources.computeIfAbsent(kind, k -> new TreeSet<>()).add(resource);
    }

    /** The calls that read one trail, or those that a pattern matches, in these Regions. */
    void allowTrails(Arn arn, Regions regions) {
        allow(STATUS, arn.toString());
        allow(SELECTORS, arn.toString());
        allow(TRAILS, "*");
        if (regions instanceof Regions.Enabled) {
            allow(REGIONS, "*");
        }
    }

    JsonArray statements() {
        JsonArray statements = new JsonArray();
        Map<String, Integer> sids = new HashMap<>();
        resources.forEach((kind, all) -> {
            int number = sids.merge(kind.sid(), 1, Integer::sum);
            JsonObject statement = new JsonObject();
            statement.put("Sid", number == 1 ? kind.sid() : kind.sid() + number);
            statement.put("Effect", "Allow");
            statement.put("Action", kind.action());
            statement.put("Resource", oneOrMore(needed(all)));
            if (!kind.conditions().isEmpty()) {
                statement.put("Condition", kind.conditions());
            }
            statements.add(statement);
        });
        return statements;
    }

    /** The resources without those that another one includes. */
    private static Collection<String> needed(Set<String> all) {
        return all.stream()
                .filter(one -> all.stream().noneMatch(other -> !other.equals(one) && includes(other, one)))
                .toList();
    }

    private static boolean includes(String pattern, String resource) {
        return resource.matches(
                Arrays.stream(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")));
    }

    /** As policies write a list: a single value without brackets. */
    static Object oneOrMore(Collection<String> values) {
        return values.size() == 1 ? values.iterator().next() : new JsonArray(values);
    }
}
