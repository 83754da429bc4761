package io.github.cloudtrailexporter.iam;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonWriter;
import io.github.cloudtrailexporter.trail.Arn;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** IAM policies as JSON: one object with the exporter's own principal and every role, each with its policies. */
public final class IamPolicyJson {

    private static final String VERSION = "2012-10-17";

    private IamPolicyJson() {}

    /**
     * Writes the policies as JSON.
     *
     * @param principal the ARN of the principal that assumes the roles; empty for a placeholder
     */
    public static String of(IamPolicies policies, String principal) {
        JsonObject exporter = new JsonObject();
        exporter.put("permissions", permissions(policies.own()));
        JsonObject all = new JsonObject();
        all.put("exporter", exporter);
        policies.roles().forEach((arn, needs) -> {
            JsonObject role = new JsonObject();
            role.put("permissions", permissions(needs.grants()));
            role.put("trust", trust(principal.isEmpty() ? placeholder(arn) : principal, needs.externalIds()));
            all.put(arn, role);
        });
        return JsonWriter.indent("  ").string().value(all).done() + "\n";
    }

    /** AWS rejects a policy with this placeholder, so it cannot be used by mistake. */
    private static String placeholder(String roleArn) {
        String partition = Arn.parse(roleArn).orElseThrow().partition();
        return Arn.ofRole(partition, "EXPORTER_ACCOUNT_ID", "EXPORTER_ROLE").toString();
    }

    private static JsonObject permissions(Grants grants) {
        JsonArray statements = new JsonArray();
        Map<String, Integer> sids = new HashMap<>();
        grants.resources().forEach((kind, resources) -> {
            int number = sids.merge(kind.sid(), 1, Integer::sum);
            JsonObject statement = new JsonObject();
            statement.put("Sid", number == 1 ? kind.sid() : kind.sid() + number);
            statement.put("Effect", "Allow");
            statement.put("Action", kind.action());
            statement.put("Resource", oneOrMore(resources));
            addConditions(statement, kind.conditions());
            statements.add(statement);
        });
        return policy(statements);
    }

    private static JsonObject trust(String principal, Set<String> externalIds) {
        JsonObject principals = new JsonObject();
        principals.put("AWS", principal);
        JsonObject statement = new JsonObject();
        statement.put("Effect", "Allow");
        statement.put("Principal", principals);
        statement.put("Action", "sts:AssumeRole");
        if (!externalIds.contains("")) {
            addConditions(statement, Set.of(new Grants.Condition("StringEquals", "sts:ExternalId", externalIds)));
        }
        JsonArray statements = new JsonArray();
        statements.add(statement);
        return policy(statements);
    }

    private static JsonObject policy(JsonArray statements) {
        JsonObject policy = new JsonObject();
        policy.put("Version", VERSION);
        policy.put("Statement", statements);
        return policy;
    }

    private static void addConditions(JsonObject statement, Set<Grants.Condition> conditions) {
        JsonObject byOperator = new JsonObject();
        for (Grants.Condition condition : conditions) {
            JsonObject keys = byOperator.getObject(condition.operator(), new JsonObject());
            keys.put(condition.key(), oneOrMore(condition.values()));
            byOperator.put(condition.operator(), keys);
        }
        if (!byOperator.isEmpty()) {
            statement.put("Condition", byOperator);
        }
    }

    private static Object oneOrMore(Collection<String> values) {
        return values.size() == 1 ? values.iterator().next() : new JsonArray(values);
    }
}
