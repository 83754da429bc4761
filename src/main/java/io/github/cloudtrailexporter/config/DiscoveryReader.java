package io.github.cloudtrailexporter.config;

import io.github.cloudtrailexporter.target.AwsIdentity;
import io.github.cloudtrailexporter.target.DiscoverySource;
import io.github.cloudtrailexporter.target.DiscoverySource.NameFilter;
import io.github.cloudtrailexporter.target.DiscoverySource.OneAccount;
import io.github.cloudtrailexporter.target.DiscoverySource.Organization;
import io.github.cloudtrailexporter.target.DiscoverySource.Scope;
import io.github.cloudtrailexporter.target.Glob;
import io.github.cloudtrailexporter.target.Regions;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Reads {@code discovery}. */
final class DiscoveryReader {

    static final List<String> KEYS =
            List.of("organization", "role_arn", "external_id", "account_name", "regions", "include", "exclude");
    static final List<String> ORGANIZATION_KEYS = List.of("role_name", "external_id", "exclude_accounts");

    private static final String GLOBS = "a list of patterns such as [\"prod-*\"]";
    private static final String ACCOUNTS = "a list of account ids such as [\"111122223333\"]";
    private static final String NO_REGION = "expected regions, because neither the environment nor the profile names a"
            + " Region: all, or a list such as [us-east-1]; or set AWS_REGION";

    private final Map<DiscoverySource, Value> seen = new HashMap<>();
    private final BooleanSupplier regionRequired;

    private DiscoveryReader(BooleanSupplier regionRequired) {
        this.regionRequired = regionRequired;
    }

    /** @param regionRequired whether each entry must have Regions, because there is no default */
    static List<DiscoverySource> read(Value value, BooleanSupplier regionRequired) {
        DiscoveryReader reader = new DiscoveryReader(regionRequired);
        return value.items("a list of sources to discover trails in").stream()
                .flatMap(item -> reader.source(item).stream())
                .toList();
    }

    private Optional<DiscoverySource> source(Value item) {
        int before = item.problems().count();
        Optional<DiscoverySource> source = item.fields(KEYS).flatMap(this::source);
        if (source.isEmpty() || item.problems().count() > before) {
            return Optional.empty();
        }
        Value first = seen.putIfAbsent(source.get(), item);
        if (first != null) {
            item.reject("the same as " + first.where());
        }
        return source;
    }

    private Optional<DiscoverySource> source(Fields fields) {
        AwsIdentity identity = TargetFields.identity(fields, Rules.ROLE_ARN);
        Rule<String> rule =
                identity instanceof AwsIdentity.Role role ? Rules.regionIn(role.partition(), "the role") : Rules.REGION;
        Regions regions = TargetFields.regions(fields, rule);
        if (!fields.isMeant("regions") && regionRequired.getAsBoolean()) {
            fields.reject(NO_REGION);
        }
        NameFilter filter = new NameFilter(globs(fields, "include"), globs(fields, "exclude"));
        return scope(fields, identity).map(scope -> new DiscoverySource(scope, regions, filter));
    }

    private static Optional<? extends Scope> scope(Fields fields, AwsIdentity identity) {
        String accountName = TargetFields.accountName(fields);
        if (!fields.has("organization")) {
            return Optional.of(new OneAccount(identity, accountName));
        }
        if (fields.has("account_name")) {
            fields.rejectKey("account_name", "not beside organization, which knows the name of each account");
        }
        return fields.value("organization")
                .flatMap(value -> value.fields(ORGANIZATION_KEYS))
                .flatMap(organization -> organization(organization, identity));
    }

    private static Optional<Organization> organization(Fields fields, AwsIdentity lister) {
        String externalId = fields.get("external_id", Rules.EXTERNAL_ID).orElse("");
        List<String> excluded = fields.value("exclude_accounts")
                .map(value -> value.distinct(ACCOUNTS, Rules.ACCOUNT_ID))
                .orElse(List.of());
        return fields.require("role_name", Rules.ROLE_NAME)
                .map(name -> new Organization(lister, name, externalId, new LinkedHashSet<>(excluded)));
    }

    private static List<Glob> globs(Fields fields, String key) {
        Optional<Value> value = fields.value(key);
        if (value.filter(Value::isEmptyList).isPresent()) {
            fields.rejectKey(key, "expected " + GLOBS + ", found an empty list");
        }
        return value.map(list -> list.distinct(GLOBS, Rules.GLOB)).orElse(List.of());
    }
}
