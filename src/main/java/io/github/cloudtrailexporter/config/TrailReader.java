package io.github.cloudtrailexporter.config;

import io.github.cloudtrailexporter.target.AwsIdentity;
import io.github.cloudtrailexporter.target.ListedTrail;
import io.github.cloudtrailexporter.target.ListedTrail.ByArn;
import io.github.cloudtrailexporter.target.ListedTrail.ByName;
import io.github.cloudtrailexporter.target.Regions;
import io.github.cloudtrailexporter.trail.Partition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code trails}. */
final class TrailReader {

    static final List<String> KEYS =
            List.of("name", "region", "arn", "regions", "role_arn", "external_id", "account_name");

    /** Stands for the account of the ambient credentials, which is not known yet. */
    private static final String OWN_ACCOUNT = "";

    /** What makes two entries the same trail, whether written as name or as ARN. */
    private record Key(String account, String region, String name) {
        static Key of(ListedTrail trail) {
            if (trail.name() instanceof ByArn byArn) {
                return in(byArn.arn().accountId(), trail);
            }
            return in(trail.identity() instanceof AwsIdentity.Role role ? role.accountId() : OWN_ACCOUNT, trail);
        }

        static Key in(String account, ListedTrail trail) {
            return new Key(account, trail.name().homeRegion(), trail.name().trail());
        }
    }

    private final Map<Key, Value> seen = new HashMap<>();
    private final Map<Key, Value> arnsWithoutRole = new HashMap<>();

    private TrailReader() {}

    static List<ListedTrail> read(Value value) {
        TrailReader reader = new TrailReader();
        List<ListedTrail> trails = new ArrayList<>();
        for (Value item : value.items("a list of trails")) {
            reader.trail(item).ifPresent(trails::add);
        }
        return trails;
    }

    private Optional<ListedTrail> trail(Value item) {
        int before = item.problems().count();
        Optional<ListedTrail> trail = item.fields(KEYS).flatMap(TrailReader::trail);
        if (trail.isEmpty() || item.problems().count() > before) {
            return Optional.empty();
        }
        Value first = seen.putIfAbsent(Key.of(trail.get()), item);
        if (first != null) {
            item.reject("the same trail as " + first.where());
        } else if (trail.get().identity() instanceof AwsIdentity.Ambient) {
            possibleDuplicate(trail.get(), item)
                    .ifPresent(other -> item.reject("the same trail as " + other.where()
                            + ", if that is in the exporter's own account; if not, write both as arn"));
        }
        return trail;
    }

    /** Without a role both are polled in the own account, so a name and an ARN that ends with it are the same trail. */
    private Optional<Value> possibleDuplicate(ListedTrail trail, Value item) {
        Key own = Key.in(OWN_ACCOUNT, trail);
        if (trail.name() instanceof ByArn) {
            arnsWithoutRole.putIfAbsent(own, item);
            return Optional.ofNullable(seen.get(own));
        }
        return Optional.ofNullable(arnsWithoutRole.get(own));
    }

    private static Optional<ListedTrail> trail(Fields fields) {
        Optional<? extends ListedTrail.Name> name = name(fields);
        Optional<Partition> partition = name.map(known -> Partition.ofRegion(known.homeRegion()));
        Rule<String> roleRule = partition.map(p -> Rules.roleIn(p, "the trail")).orElse(Rules.ROLE_ARN);
        Rule<String> regionRule =
                partition.map(p -> Rules.regionIn(p, "the trail")).orElse(Rules.REGION);
        AwsIdentity identity = TargetFields.identity(fields, roleRule);
        Regions regions = TargetFields.regions(fields, regionRule);
        String accountName = TargetFields.accountName(fields);
        return name.map(known -> new ListedTrail(known, identity, regions, accountName));
    }

    private static Optional<? extends ListedTrail.Name> name(Fields fields) {
        if (fields.has("arn")) {
            return byArn(fields);
        }
        if (!fields.isMeant("name")) {
            if (!fields.isMeant("arn")) {
                fields.reject("expected name and region, or arn");
            }
            return Optional.empty();
        }
        Optional<String> name = fields.require("name", Rules.TRAIL_NAME);
        Optional<String> region = fields.require("region", Rules.REGION);
        return name.flatMap(known -> region.map(home -> new ByName(known, home)));
    }

    private static Optional<ByArn> byArn(Fields fields) {
        if (fields.has("name")) {
            fields.rejectKey("name", "expected either name or arn, not both");
        }
        if (fields.has("region")) {
            fields.rejectKey("region", "not beside arn, which contains the home Region; use regions: to poll others");
        }
        return fields.get("arn", Rules.TRAIL_ARN);
    }
}
