package io.github.cloudtrailexporter.cloudtemplates;

import com.grack.nanojson.JsonObject;
import io.github.cloudtrailexporter.PrintedPolicies;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One principal of a configuration, and the settings of the templates for it.
 *
 * @param role the ARN of the role in the output of {@code iam-policy}, or {@code exporter}
 * @param settings the settings that are not the templates' own defaults, by their names in Terraform
 */
record PolicyCase(String name, String config, String role, Map<String, Object> settings) {

    static final String EXPORTER = "exporter";
    static final String PRINCIPAL = "arn:aws:iam::111122223333:role/cloudtrail-exporter";

    private static final String OWN_ACCOUNT = """
            discovery:
              - regions: all
            """;

    private static final String LISTED = """
            trails:
              - arn: arn:aws:cloudtrail:eu-west-1:111122223333:trail/audit
                regions: [eu-west-1, us-east-1]
              - arn: arn:aws:cloudtrail:us-east-1:111122223333:trail/main
              - arn: arn:aws:cloudtrail:us-west-2:444455556666:trail/payments
                role_arn: arn:aws:iam::444455556666:role/cloudtrail-reader
                external_id: payments-external-id
              - arn: arn:aws:cloudtrail:us-west-2:555566667777:trail/open
                regions: all
                role_arn: arn:aws:iam::555566667777:role/cloudtrail-reader
            """;

    private static final String ORGANIZATION = """
            discovery:
              - organization:
                  role_name: cloudtrail-reader
                  external_id: fleet-external-id
                  exclude_accounts: ["777788889999", "888899990000"]
                regions: all
            """;

    private static final String PLAIN_ORGANIZATION = """
            discovery:
              - organization:
                  role_name: cloudtrail-reader
                regions: [us-east-1]
            """;

    private static final String ORGANIZATION_BY_ROLE = """
            discovery:
              - organization:
                  role_name: cloudtrail-reader
                  exclude_accounts: ["777788889999"]
                role_arn: arn:aws:iam::999900001111:role/cloudtrail-lister
                external_id: listers-external-id
                regions: all
            """;

    private static final String EVERY_READER = "arn:aws:iam::*:role/cloudtrail-reader";

    static List<PolicyCase> exporters() {
        return List.of(
                exporter("own account, all Regions", OWN_ACCOUNT, Map.of()),
                exporter(
                        "own account, one Region", "discovery: [{regions: [us-east-1]}]", Map.of("all_regions", false)),
                exporter(
                        "listed trails, some by roles",
                        LISTED,
                        Map.of(
                                "all_regions",
                                false,
                                "trail_arns",
                                List.of(
                                        "arn:aws:cloudtrail:eu-west-1:111122223333:trail/audit",
                                        "arn:aws:cloudtrail:us-east-1:111122223333:trail/main"),
                                "role_arns",
                                List.of(
                                        "arn:aws:iam::444455556666:role/cloudtrail-reader",
                                        "arn:aws:iam::555566667777:role/cloudtrail-reader"))),
                exporter(
                        "organization with accounts left out",
                        ORGANIZATION,
                        organization(Map.of("excluded_accounts", List.of("777788889999", "888899990000")))),
                exporter("organization in one Region", PLAIN_ORGANIZATION, organization(Map.of("all_regions", false))),
                exporter(
                        "organization whose accounts a role lists",
                        ORGANIZATION_BY_ROLE,
                        Map.of(
                                "polls_trails",
                                false,
                                "lists_accounts",
                                false,
                                "organization_role_name",
                                "cloudtrail-reader",
                                "excluded_accounts",
                                List.of("777788889999"),
                                "role_arns",
                                List.of("arn:aws:iam::999900001111:role/cloudtrail-lister"))));
    }

    static List<PolicyCase> readers() {
        return List.of(
                reader(
                        "of a listed trail",
                        LISTED,
                        "arn:aws:iam::444455556666:role/cloudtrail-reader",
                        Map.of(
                                "all_regions",
                                false,
                                "trail_arns",
                                List.of("arn:aws:cloudtrail:us-west-2:444455556666:trail/payments"),
                                "external_id",
                                "payments-external-id")),
                reader(
                        "of a listed trail in all Regions",
                        LISTED,
                        "arn:aws:iam::555566667777:role/cloudtrail-reader",
                        Map.of("trail_arns", List.of("arn:aws:cloudtrail:us-west-2:555566667777:trail/open"))),
                reader("of an organization", ORGANIZATION, EVERY_READER, Map.of("external_id", "fleet-external-id")),
                reader("in one Region", PLAIN_ORGANIZATION, EVERY_READER, Map.of("all_regions", false)),
                reader(
                        "that lists the accounts",
                        ORGANIZATION_BY_ROLE,
                        "arn:aws:iam::999900001111:role/cloudtrail-lister",
                        Map.of("lists_accounts", true, "external_id", "listers-external-id")));
    }

    private static PolicyCase exporter(String name, String config, Map<String, Object> settings) {
        return new PolicyCase(name, config, EXPORTER, settings);
    }

    private static PolicyCase reader(String name, String config, String role, Map<String, Object> settings) {
        return new PolicyCase(name, config, role, settings);
    }

    private static Map<String, Object> organization(Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(more);
        settings.put("lists_accounts", true);
        settings.put("organization_role_name", "cloudtrail-reader");
        return settings;
    }

    /** The output of {@code iam-policy} for it. */
    JsonObject printed() throws Exception {
        return PrintedPolicies.of(config, PRINCIPAL).getObject(role);
    }

    @Override
    public String toString() {
        return name;
    }
}
