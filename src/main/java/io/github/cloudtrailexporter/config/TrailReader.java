package io.github.cloudtrailexporter.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code trails}. */
final class TrailReader {

    static final List<String> KEYS =
            List.of("name", "region", "arn", "regions", "role_arn", "external_id", "account_name");

    /** That of the credentials, which is not known yet. */
    private static final String OWN_ACCOUNT = "";

    /** The same trail under whichever way of writing it: a name in a Region of an account is taken only once. */
    private record Identity(String account, String region, String name) {
        static Identity of(ListedTrail trail) {
            return trail.ref() instanceof TrailRef.ByArn arn
                    ? in(arn.accountId(), trail)
                    : in(trail.role().map(RoleConfig::accountId).orElse(OWN_ACCOUNT), trail);
        }

        static Identity in(String account, ListedTrail trail) {
            return new Identity(account, trail.ref().homeRegion(), trail.ref().name());
        }
    }

    private final Map<Identity, Value> seen = new HashMap<>();
    private final Map<Identity, Value> arnsWithoutRole = new HashMap<>();

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
        Value first = seen.putIfAbsent(Identity.of(trail.get()), item);
        if (first != null) {
            item.refuse("the same trail as " + first.where());
        } else if (trail.get().role().isEmpty()) {
            otherWording(trail.get(), item)
                    .ifPresent(other -> item.refuse("the same trail as " + other.where()
                            + ", if it is the own account's; if it is another's, write both as arn"));
        }
        return trail;
    }

    /** Whoever asks without a role asks the own account, so a name and an ARN that end alike are one trail. */
    private Optional<Value> otherWording(ListedTrail trail, Value item) {
        Identity own = Identity.in(OWN_ACCOUNT, trail);
        if (trail.ref() instanceof TrailRef.ByArn) {
            arnsWithoutRole.putIfAbsent(own, item);
            return Optional.ofNullable(seen.get(own));
        }
        return Optional.ofNullable(arnsWithoutRole.get(own));
    }

    private static Optional<ListedTrail> trail(Fields fields) {
        Optional<TrailRef> ref = ref(fields);
        Optional<Partition> partition = ref.map(TrailRef::homeRegion).map(Partition::ofRegion);
        Rule<String> roles = partition.map(p -> Rules.roleIn(p, "the trail")).orElse(Rules.ROLE_ARN);
        Rule<String> regions =
                partition.map(p -> Rules.regionIn(p, "the trail")).orElse(Rules.REGION);
        Optional<RoleConfig> role = RoleReader.read(fields, roles);
        RegionSelection selection = RegionsReader.read(fields, regions);
        String accountName = fields.get("account_name", Rules.ACCOUNT_NAME).orElse("");
        return ref.map(known -> new ListedTrail(known, selection, role, accountName));
    }

    private static Optional<TrailRef> ref(Fields fields) {
        if (fields.has("arn")) {
            return byArn(fields);
        }
        if (!fields.isMeant("name")) {
            if (!fields.isMeant("arn")) {
                fields.refuse("expected name and region, or arn");
            }
            return Optional.empty();
        }
        Optional<String> name = fields.require("name", Rules.TRAIL_NAME);
        Optional<String> region = fields.require("region", Rules.REGION);
        return name.flatMap(known -> region.map(where -> new TrailRef.ByName(known, where)));
    }

    private static Optional<TrailRef> byArn(Fields fields) {
        if (fields.has("name")) {
            fields.refuseKey("name", "expected either name or arn, not both");
        }
        if (fields.has("region")) {
            fields.refuseKey("region", "not beside arn, which says the home Region; which Regions to ask is regions:");
        }
        return fields.get("arn", Rules.TRAIL_ARN).map(arn -> arn);
    }
}
