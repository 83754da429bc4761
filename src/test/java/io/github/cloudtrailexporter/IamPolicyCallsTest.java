package io.github.cloudtrailexporter;

import static org.assertj.core.api.Assertions.assertThat;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import io.github.cloudtrailexporter.config.ConfigReader;
import io.github.cloudtrailexporter.config.ExporterConfig;
import io.github.cloudtrailexporter.iam.IamPolicies;
import io.github.cloudtrailexporter.poll.Deadline;
import io.github.cloudtrailexporter.poll.Poller;
import io.github.cloudtrailexporter.simulator.CallRecord;
import io.github.cloudtrailexporter.simulator.SimulatedAws;
import io.github.cloudtrailexporter.simulator.SimulatedOrganization;
import io.github.cloudtrailexporter.target.Shard;
import io.github.cloudtrailexporter.trail.Snapshot;
import io.github.cloudtrailexporter.trail.TrailReport.TrailOutcome.Observed;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The printed policies allow every call that AWS receives, and every statement is used. */
class IamPolicyCallsTest {

    private static final String MANAGEMENT = "111122223333";
    private static final String SECURITY = "444455556666";
    private static final String MEMBER = "555566667777";
    private static final String EXCLUDED = "777788889999";
    private static final String PARTNER = "888899990000";

    private static final Map<String, String> ACTIONS = Map.of(
            "GetTrailStatus", "cloudtrail:GetTrailStatus",
            "GetEventSelectors", "cloudtrail:GetEventSelectors",
            "DescribeTrails", "cloudtrail:DescribeTrails",
            "DescribeRegions", "ec2:DescribeRegions",
            "ListAccounts", "organizations:ListAccounts",
            "AssumeRole", "sts:AssumeRole");

    private static final String CONFIG = """
            trails:
              - name: evidence
                region: us-east-1
              - arn: arn:aws:cloudtrail:eu-west-1:888899990000:trail/partners
                regions: [eu-west-1, us-east-1]
                role_arn: arn:aws:iam::888899990000:role/reader
                external_id: partners-external-id
            discovery:
              - organization:
                  role_name: cloudtrail-exporter
                  external_id: fleet-external-id
                  exclude_accounts: ["777788889999"]
                regions: all
            aws:
              endpoint_url: %s
            """;

    private final SimulatedAws aws = SimulatedAws.start().ambientAccount(SECURITY);
    private final SimulatedOrganization organization = aws.organization(MANAGEMENT);

    private record Statement(String principal, JsonObject json) {
        String action() {
            return json.getString("Action");
        }

        List<String> resources() {
            Object resources = json.get("Resource");
            return resources instanceof JsonArray many
                    ? many.stream().map(String::valueOf).toList()
                    : List.of((String) resources);
        }
    }

    private record Use(Statement statement, String resource) {}

    @BeforeEach
    void found() {
        organization.delegatedAdministrator(SECURITY);
        organization.management().role("cloudtrail-exporter").externalId("fleet-external-id");
        organization
                .management()
                .trail("everyone", "us-east-1")
                .multiRegion(true)
                .organization(true);
        organization.member(MEMBER).role("cloudtrail-exporter").externalId("fleet-external-id");
        aws.account(MEMBER).trail("members", "eu-west-1");
        organization.member(EXCLUDED).trail("excluded", "us-east-1");
        aws.account(SECURITY).trail("evidence", "us-east-1");
        aws.account(PARTNER).role("reader").externalId("partners-external-id");
        aws.account(PARTNER).trail("partners", "eu-west-1").multiRegion(true);
    }

    @AfterEach
    void close() {
        aws.close();
    }

    @Test
    void policiesAllowExactlyTheCallsThatAwsReceives() throws Exception {
        ExporterConfig config = ConfigReader.read("test", CONFIG.formatted(aws.endpoint()), Map.of());
        CommandContext context = new CommandContext(
                "test",
                region -> config,
                aws -> Optional.of("us-east-1"),
                read -> SimulatedCloud.connect(read, Clock.systemUTC()),
                Shard.ALL);
        List<Statement> statements = statements(new IamPolicies(context.plan(config)).json("arn:aws:iam::1:role/x"));

        try (Poller poller = context.poller(config, polled -> {})) {
            poll(poller);
        }

        Set<Use> used = new HashSet<>();
        for (CallRecord call : aws.calls().records()) {
            if (!call.operation().equals("GetCallerIdentity")) {
                List<Use> allowing = uses(statements, call);
                assertThat(allowing).as("allowed: " + call).isNotEmpty();
                used.addAll(allowing);
            }
        }
        assertThat(statements)
                .allSatisfy(statement -> assertThat(statement.resources())
                        .allSatisfy(resource -> assertThat(used).contains(new Use(statement, resource))));
    }

    private static void poll(Poller poller) {
        Snapshot snapshot = poller.snapshot(Deadline.in(Duration.ofSeconds(60)));

        assertThat(snapshot.trails()).hasSize(17 + 1 + 1 + 2);
        assertThat(snapshot.trails())
                .allSatisfy(report -> assertThat(report.outcome()).isInstanceOf(Observed.class));
        assertThat(snapshot.discoveries())
                .allSatisfy(report -> assertThat(report.failure()).isEmpty());
    }

    private static List<Statement> statements(String json) throws Exception {
        JsonObject all = JsonParser.object().from(json);
        return all.entrySet().stream()
                .flatMap(entry -> ((JsonObject) entry.getValue())
                        .getObject("permissions").getArray("Statement").stream()
                                .map(statement -> new Statement(entry.getKey(), (JsonObject) statement)))
                .toList();
    }

    private List<Use> uses(List<Statement> statements, CallRecord call) {
        String resource =
                Set.of("GetTrailStatus", "GetEventSelectors", "AssumeRole").contains(call.operation())
                        ? call.resource()
                        : "*";
        return statements.stream()
                .filter(statement -> isCaller(statement.principal(), call))
                .filter(statement -> statement.action().equals(ACTIONS.get(call.operation())))
                .filter(statement -> statement.json().getObject("Condition") == null || isInside(resource))
                .flatMap(statement -> statement.resources().stream()
                        .filter(pattern -> matches(pattern, resource))
                        .map(pattern -> new Use(statement, pattern)))
                .toList();
    }

    /** Keys that AssumeRole returns begin with ASIA; here every account has one role at most. */
    private static boolean isCaller(String principal, CallRecord call) {
        if (!call.accessKeyId().startsWith("ASIA")) {
            return principal.equals("exporter");
        }
        String[] arn = principal.split(":", 6);
        Set<String> roles = call.account().equals(PARTNER) ? Set.of("role/reader") : Set.of("role/cloudtrail-exporter");
        return arn.length == 6 && roles.contains(arn[5]) && (arn[4].equals("*") || arn[4].equals(call.account()));
    }

    /** The conditions of the organization's roles: in this organization, but not in an excluded account. */
    private static boolean isInside(String roleArn) {
        return Set.of(MANAGEMENT, SECURITY, MEMBER).contains(roleArn.split(":", 6)[4]);
    }

    private static boolean matches(String pattern, String text) {
        String regex =
                Arrays.stream(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        return text.matches(regex);
    }

    @Test
    void rolesTrustTheExternalIdsThatAreSent() throws Exception {
        ExporterConfig config = ConfigReader.read("test", CONFIG.formatted(aws.endpoint()), Map.of());
        JsonObject roles = JsonParser.object().from(new IamPolicies(config.plan(Shard.ALL, "us-east-1")).json(""));
        roles.remove("exporter");

        Map<String, Object> conditions = new HashMap<>();
        roles.forEach((arn, role) -> {
            JsonArray statements = ((JsonObject) role).getObject("trust").getArray("Statement");
            assertThat(statements).hasSize(1);
            conditions.put(arn, statements.getObject(0).get("Condition"));
        });

        assertThat(conditions)
                .isEqualTo(Map.of(
                        "arn:aws:iam::*:role/cloudtrail-exporter", externalId("fleet-external-id"),
                        "arn:aws:iam::888899990000:role/reader", externalId("partners-external-id")));
    }

    private static Map<String, Map<String, String>> externalId(String id) {
        return Map.of("StringEquals", Map.of("sts:ExternalId", id));
    }
}
