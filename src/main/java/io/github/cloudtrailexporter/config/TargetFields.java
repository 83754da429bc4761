package io.github.cloudtrailexporter.config;

import io.github.cloudtrailexporter.target.AwsIdentity;
import io.github.cloudtrailexporter.target.Regions;
import io.github.cloudtrailexporter.trail.AwsName;
import java.util.List;
import java.util.Optional;

/** Reads the keys that entries of {@code trails} and {@code discovery} have in common. */
final class TargetFields {

    private static final String REGIONS = "all or a list of Regions such as [us-east-1, eu-west-1]";

    private static final Rule<String> ALL = Rule.text(
                    REGIONS, text -> Optional.of(text).filter("all"::equals))
            .hinting(text ->
                    AwsName.isRegion(text) ? "did you mean [" + text + "]?" : Rule.didYouMean(text, List.of("all")));

    private TargetFields() {}

    /**
     * Reads {@code role_arn} and the {@code external_id} beside it.
     *
     * @param rule the roles that are valid here
     */
    static AwsIdentity identity(Fields fields, Rule<String> rule) {
        if (fields.has("external_id") && !fields.has("role_arn")) {
            fields.rejectKey("external_id", "expected role_arn beside it, the role that requires this id");
        }
        String externalId = fields.get("external_id", Rules.EXTERNAL_ID).orElse("");
        return fields.get("role_arn", rule)
                .<AwsIdentity>map(arn -> new AwsIdentity.Role(arn, externalId))
                .orElseGet(AwsIdentity.Ambient::new);
    }

    /**
     * Reads {@code regions}: {@code all}, or a list of Regions of one partition; {@link Regions.Home} if the key is
     * missing or invalid.
     *
     * @param rule the Regions that are valid here
     */
    static Regions regions(Fields fields, Rule<String> rule) {
        return fields.value("regions").flatMap(value -> regions(value, rule)).orElseGet(Regions.Home::new);
    }

    private static Optional<Regions> regions(Value value, Rule<String> rule) {
        if (value.isScalar()) {
            return value.as(ALL).map(all -> new Regions.Enabled());
        }
        if (value.isEmptyList()) {
            value.reject("expected " + REGIONS + ", found an empty list");
        }
        List<String> regions = value.distinct(REGIONS, rule);
        return regions.isEmpty() ? Optional.empty() : Optional.of(new Regions.Listed(regions));
    }

    /** Reads {@code account_name}; empty if it is missing. */
    static String accountName(Fields fields) {
        return fields.get("account_name", Rules.ACCOUNT_NAME).orElse("");
    }
}
