package io.github.cloudtrailexporter.iam;

import java.util.Arrays;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The permissions of one principal, collected: actions, their resources and conditions. */
final class Grants {

    /** A condition of a policy: an operator, a key and values. */
    record Condition(String operator, String key, Set<String> values) implements Comparable<Condition> {
        Condition {
            values = new TreeSet<>(values);
        }

        @Override
        public int compareTo(Condition other) {
            return toString().compareTo(other.toString());
        }
    }

    /** What distinguishes one statement of a policy from another. */
    record Kind(int rank, String sid, String action, Set<Condition> conditions) implements Comparable<Kind> {
        Kind {
            conditions = new TreeSet<>(conditions);
        }

        @Override
        public int compareTo(Kind other) {
            int byRank = Integer.compare(rank, other.rank);
            return byRank != 0 ? byRank : toString().compareTo(other.toString());
        }
    }

    static final Kind STATUS = kind(0, "Status", "cloudtrail:GetTrailStatus");
    static final Kind SELECTORS = kind(1, "Selectors", "cloudtrail:GetEventSelectors");
    static final Kind TRAILS = kind(2, "Trails", "cloudtrail:DescribeTrails");
    static final Kind REGIONS = kind(3, "Regions", "ec2:DescribeRegions");
    static final Kind ACCOUNTS = kind(4, "Accounts", "organizations:ListAccounts");
    static final Kind ROLES = kind(5, "Roles", "sts:AssumeRole");

    private final SortedMap<Kind, Set<String>> resources = new TreeMap<>();

    private static Kind kind(int rank, String sid, String action) {
        return new Kind(rank, sid, action, Set.of());
    }

    /** The roles of an organization: the name is the same in every account, so conditions exclude other accounts. */
    static Kind organizationRoles(Set<Condition> conditions) {
        return new Kind(6, "OrganizationRoles", "sts:AssumeRole", conditions);
    }

    void allow(Kind kind, String resource) {
        resources.computeIfAbsent(kind, k -> new TreeSet<>()).add(resource);
    }

    /** The calls that read one trail, or those that a pattern matches. */
    void allowTrail(String arn) {
        allow(STATUS, arn);
        allow(SELECTORS, arn);
        allow(TRAILS, "*");
    }

    void addAll(Grants other) {
        other.resources.forEach((kind, allowed) -> allowed.forEach(resource -> allow(kind, resource)));
    }

    /** The resources of each statement, without those that another one of the statement includes. */
    SortedMap<Kind, Set<String>> resources() {
        SortedMap<Kind, Set<String>> needed = new TreeMap<>();
        resources.forEach((kind, all) -> needed.put(
                kind,
                all.stream()
                        .filter(one -> all.stream().noneMatch(other -> includes(other, one)))
                        .collect(Collectors.toCollection(TreeSet::new))));
        return needed;
    }

    private static boolean includes(String pattern, String resource) {
        String regex =
                Arrays.stream(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        return !pattern.equals(resource) && resource.matches(regex);
    }
}
