package io.github.cloudtrailexporter.config;

import io.github.cloudtrailexporter.target.AwsIdentity;
import io.github.cloudtrailexporter.target.DiscoverySource;
import io.github.cloudtrailexporter.target.DiscoverySource.NameFilter;
import io.github.cloudtrailexporter.target.DiscoverySource.OneAccount;
import io.github.cloudtrailexporter.target.DiscoverySource.Organization;
import io.github.cloudtrailexporter.target.DiscoverySource.Scope;
import io.github.cloudtrailexporter.target.Glob;
import io.github.cloudtrailexporter.target.ListedTrail;
import io.github.cloudtrailexporter.target.ListedTrail.Name;
import io.github.cloudtrailexporter.target.Regions;
import io.github.cloudtrailexporter.trail.AwsName;
import io.github.cloudtrailexporter.trail.Partition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Reads what to poll: {@code trails} and {@code discovery}. */
final class TargetReader {

    static final List<String> TRAIL_KEYS =
            List.of("name", "region", "arn", "regions", "role_arn", "external_id", "account_name");
    static final List<String> DISCOVERY_KEYS =
            List.of("organization", "role_arn", "external_id", "account_name", "regions", "include", "exclude");
    static final List<String> ORGANIZATION_KEYS = List.of("role_name", "external_id", "exclude_accounts");

    private static final String REGIONS = "all or a list of Regions such as [us-east-1, eu-west-1]";
    private static final String NO_REGION = "expected regions, because neither the environment nor the profile names a"
            + " Region: all, or a list such as [us-east-1]; or set AWS_REGION";

    private static final Rule<String> ALL = Rule.matching(REGIONS, "all"::equals)
            .hinting(text ->
                    AwsName.isRegion(text) ? "did you mean [" + text + "]?" : Rule.didYouMean(text, List.of("all")));

    private final BooleanSupplier regionRequired;
    private final Map<Name, Value> seen = new HashMap<>();
    private final Map<Name, Value> arnsWithoutRole = new HashMap<>();

    /** @param regionRequired whether each entry of {@code discovery} must have Regions, because there is no default */
    TargetReader(BooleanSupplier regionRequired) {
        this.regionRequired = regionRequired;
    }

    List<ListedTrail> trails(Value value) {
        List<ListedTrail> trails = new ArrayList<>();
        for (Value item : value.items("a list of trails")) {
            item.read(TRAIL_KEYS, TargetReader::trail).ifPresent(trail -> {
                rejectDuplicate(trail, item);
                trails.add(trail);
            });
        }
        return trails;
    }

    private void rejectDuplicate(ListedTrail trail, Value item) {
        Value first = seen.putIfAbsent(trail.name(), item);
        if (first != null) {
            item.reject("the same trail as " + first.where());
        } else if (trail.identity() instanceof AwsIdentity.Ambient) {
            rejectPossibleDuplicate(trail.name(), item);
        }
    }

    /** Without a role both are polled in the own account, so a name and an ARN that ends with it are the same trail. */
    private void rejectPossibleDuplicate(Name name, Value item) {
        Name own = new Name("", name.homeRegion(), name.trail());
        Value other = name.equals(own) ? arnsWithoutRole.get(own) : seen.get(own);
        if (other != null) {
            item.reject("the same trail as " + other.where()
                    + ", if that is in the exporter's own account; if not, write both as arn");
        }
        if (!name.equals(own)) {
            arnsWithoutRole.putIfAbsent(own, item);
        }
    }

    private static Optional<ListedTrail> trail(Fields fields) {
        Optional<Name> name = name(fields);
        Optional<Partition> partition = name.map(known -> Partition.ofRegion(known.homeRegion()));
        Rule<String> roleRule = partition.map(p -> Rules.roleIn(p, "the trail")).orElse(Rules.ROLE_ARN);
        Rule<String> regionRule =
                partition.map(p -> Rules.regionIn(p, "the trail")).orElse(Rules.REGION);
        AwsIdentity identity = identity(fields, roleRule);
        Regions regions = regions(fields, regionRule);
        String accountName = fields.get("account_name", Rules.ACCOUNT_NAME).orElse("");
        return name.map(known -> new ListedTrail(known, identity, regions, accountName));
    }

    private static Optional<Name> name(Fields fields) {
        if (fields.has("arn")) {
            fields.rejectKey("name", "expected either name or arn, not both");
            fields.rejectKey("region", "not beside arn, which contains the home Region; use regions: to poll others");
            return fields.get("arn", Rules.TRAIL_ARN);
        }
        if (!fields.isMeant("name")) {
            if (!fields.isMeant("arn")) {
                fields.reject("expected name and region, or arn");
            }
            return Optional.empty();
        }
        Optional<String> name = fields.require("name", Rules.TRAIL_NAME);
        Optional<String> region = fields.require("region", Rules.REGION);
        return name.flatMap(known -> region.map(home -> new Name("", home, known)));
    }

    List<DiscoverySource> discovery(Value value) {
        Map<DiscoverySource, Value> sources = new LinkedHashMap<>();
        for (Value item : value.items("a list of sources to discover trails in")) {
            item.read(DISCOVERY_KEYS, this::source).ifPresent(source -> item.putNew(source, sources));
        }
        return List.copyOf(sources.keySet());
    }

    private Optional<DiscoverySource> source(Fields fields) {
        AwsIdentity identity = identity(fields, Rules.ROLE_ARN);
        Rule<String> rule =
                identity instanceof AwsIdentity.Role role ? Rules.regionIn(role.partition(), "the role") : Rules.REGION;
        Regions regions = regions(fields, rule);
        if (!fields.isMeant("regions") && regionRequired.getAsBoolean()) {
            fields.reject(NO_REGION);
        }
        NameFilter filter = new NameFilter(globs(fields, "include"), globs(fields, "exclude"));
        return scope(fields, identity).map(scope -> new DiscoverySource(scope, regions, filter));
    }

    private static Optional<? extends Scope> scope(Fields fields, AwsIdentity identity) {
        Optional<String> accountName = fields.get("account_name", Rules.ACCOUNT_NAME);
        if (!fields.has("organization")) {
            return Optional.of(new OneAccount(identity, accountName.orElse("")));
        }
        fields.rejectKey("account_name", "not beside organization, which knows the name of each account");
        return fields.fields("organization", ORGANIZATION_KEYS).flatMap(found -> organization(found, identity));
    }

    private static Optional<Organization> organization(Fields fields, AwsIdentity lister) {
        String externalId = fields.get("external_id", Rules.EXTERNAL_ID).orElse("");
        List<String> excluded = fields.value("exclude_accounts")
                .map(value -> value.distinct("a list of account ids such as [\"111122223333\"]", Rules.ACCOUNT_ID))
                .orElse(List.of());
        return fields.require("role_name", Rules.ROLE_NAME)
                .map(name -> new Organization(lister, name, externalId, new LinkedHashSet<>(excluded)));
    }

    private static List<Glob> globs(Fields fields, String key) {
        return fields.value(key)
                .map(list -> list.nonEmpty("a list of patterns such as [\"prod-*\"]", Rules.GLOB))
                .orElse(List.of());
    }

    private static AwsIdentity identity(Fields fields, Rule<String> roleRule) {
        if (!fields.has("role_arn")) {
            fields.rejectKey("external_id", "expected role_arn beside it, the role that requires this id");
        }
        String externalId = fields.get("external_id", Rules.EXTERNAL_ID).orElse("");
        return fields.get("role_arn", roleRule)
                .<AwsIdentity>map(arn -> new AwsIdentity.Role(arn, externalId))
                .orElseGet(AwsIdentity.Ambient::new);
    }

    /** Reads {@code regions}; {@link Regions.Home} if the key is missing or invalid. */
    private static Regions regions(Fields fields, Rule<String> regionRule) {
        Optional<Value> value = fields.value("regions");
        if (value.filter(found -> found.node() instanceof ScalarNode).isPresent()) {
            return value.get()
                    .as(ALL)
                    .<Regions>map(all -> new Regions.Enabled())
                    .orElseGet(Regions.Home::new);
        }
        List<String> regions =
                value.map(list -> list.nonEmpty(REGIONS, regionRule)).orElse(List.of());
        return regions.isEmpty() ? new Regions.Home() : new Regions.Listed(regions);
    }
}
