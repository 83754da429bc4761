package io.github.cloudtrailexporter.config;

import java.util.Optional;

/** Reads {@code role_arn} and the {@code external_id} beside it. */
final class RoleReader {

    private RoleReader() {}

    /** @param rule the roles that may stand here */
    static Optional<RoleConfig> read(Fields fields, Rule<String> rule) {
        if (fields.has("external_id") && !fields.has("role_arn")) {
            fields.refuseKey("external_id", "expected role_arn beside it, the role to whom the id is shown");
        }
        String externalId = fields.get("external_id", Rules.EXTERNAL_ID).orElse("");
        return fields.get("role_arn", rule).map(arn -> new RoleConfig(arn, externalId));
    }
}
