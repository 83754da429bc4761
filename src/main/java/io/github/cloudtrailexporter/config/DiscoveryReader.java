package io.github.cloudtrailexporter.config;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code discovery}. */
final class DiscoveryReader {

    static final List<String> KEYS =
            List.of("organization", "role_arn", "external_id", "account_name", "regions", "include", "exclude");

    static final List<String> ORGANIZATION_KEYS = List.of("role_name", "external_id", "exclude_accounts");

    private static final String GLOBS = "a list of patterns such as [\"prod-*\"]";

    private static final String ACCOUNTS = "a list of account ids such as [\"111122223333\"]";

    private final Map<DiscoverySource, Value> seen = new HashMap<>();

    private DiscoveryReader() {}

    static List<DiscoverySource> read(Value value) {
        DiscoveryReader reader = new DiscoveryReader();
        return value.items("a list of places to discover trails in").stream()
                .flatMap(item -> reader.source(item).stream())
                .toList();
    }

    private Optional<DiscoverySource> source(Value item) {
        int before = item.problems().count();
        Optional<DiscoverySource> source = item.fields(KEYS).flatMap(DiscoveryReader::source);
        if (source.isEmpty() || item.problems().count() > before) {
            return Optional.empty();
        }
        Value first = seen.putIfAbsent(source.get(), item);
        if (first != null) {
            item.refuse("the same as " + first.where());
        }
        return source;
    }

    private static Optional<DiscoverySource> source(Fields fields) {
        Optional<RoleConfig> role = RoleReader.read(fields, Rules.ROLE_ARN);
        Rule<String> regions = role.map(RoleConfig::roleArn)
                .map(arn -> Rules.regionIn(Partition.ofArn(arn), "the role"))
                .orElse(Rules.REGION);
        RegionSelection selection = RegionsReader.read(fields, regions);
        List<Glob> include = globs(fields, "include");
        List<Glob> exclude = globs(fields, "exclude");
        return scope(fields, role).map(scope -> new DiscoverySource(scope, selection, include, exclude));
    }

    private static Optional<DiscoveryScope> scope(Fields fields, Optional<RoleConfig> role) {
        String accountName = fields.get("account_name", Rules.ACCOUNT_NAME).orElse("");
        if (fields.has("organization")) {
            if (fields.has("account_name")) {
                fields.refuseKey("account_name", "not beside organization, which knows the name of each account");
            }
            return fields.value("organization")
                    .flatMap(value -> value.fields(ORGANIZATION_KEYS))
                    .flatMap(organization -> organization(organization, role));
        }
        return Optional.of(role.<DiscoveryScope>map(assumed -> new DiscoveryScope.AssumedRole(assumed, accountName))
                .orElseGet(() -> new DiscoveryScope.OwnAccount(accountName)));
    }

    private static Optional<DiscoveryScope> organization(Fields fields, Optional<RoleConfig> listingRole) {
        String externalId = fields.get("external_id", Rules.EXTERNAL_ID).orElse("");
        List<String> excluded = fields.value("exclude_accounts")
                .map(value -> value.distinct(ACCOUNTS, Rules.ACCOUNT_ID))
                .orElse(List.of());
        return fields.require("role_name", Rules.ROLE_NAME)
                .map(name ->
                        new DiscoveryScope.Organization(name, externalId, new LinkedHashSet<>(excluded), listingRole));
    }

    private static List<Glob> globs(Fields fields, String key) {
        Optional<Value> value = fields.value(key);
        if (value.filter(Value::isEmptyList).isPresent()) {
            fields.refuseKey(key, "expected " + GLOBS + ", found an empty list");
        }
        return value.map(list -> list.distinct(GLOBS, Rules.GLOB)).orElse(List.of());
    }
}
