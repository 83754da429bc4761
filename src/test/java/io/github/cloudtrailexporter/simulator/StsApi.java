package io.github.cloudtrailexporter.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** STS: GetCallerIdentity and AssumeRole (also with web identity), in the query protocol. */
final class StsApi {

    private static final String NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";

    private final World world;

    StsApi(World world) {
        this.world = world;
    }

    HttpResponse getCallerIdentity(ApiCall call, Caller caller) {
        return success(
                "GetCallerIdentity",
                Xml.text("Arn", caller.arn())
                        + Xml.text("UserId", "AIDASIMULATED")
                        + Xml.text("Account", caller.account().id()));
    }

    HttpResponse assumeRole(ApiCall call, Caller caller) {
        String roleArn = call.text("RoleArn");
        SimulatedRole role = role(roleArn)
                .filter(known -> known.admits(call.text("ExternalId")))
                .orElseThrow(() -> denied(call, "User: " + caller.arn() + " is", roleArn));
        return session(call, role);
    }

    /** The call of IRSA, with a token instead of a signature; the token is not verified. */
    HttpResponse assumeRoleWithWebIdentity(ApiCall call, Caller caller) {
        String roleArn = call.text("RoleArn");
        SimulatedRole role =
                role(roleArn).filter(known -> known.admits("")).orElseThrow(() -> denied(call, "Not", roleArn));
        return session(call, role);
    }

    private HttpResponse session(ApiCall call, SimulatedRole role) {
        Duration requested = Duration.ofSeconds(Long.parseLong("0" + call.text("DurationSeconds")));
        Duration lifetime = role.lifetime(requested.isZero() ? Duration.ofHours(1) : requested);
        String assumed = assumedRoleArn(role.arn(), call.text("RoleSessionName"));
        Caller as = new Caller(world.account(accountOf(role.arn())), assumed);
        Instant expires = world.clock().instant().plus(lifetime);
        Sessions.Session session = world.sessions().open(as, expires);
        return success(call.operation(), credentials(session) + assumedRoleUser(assumed));
    }

    private Optional<SimulatedRole> role(String arn) {
        return world.existingAccount(accountOf(arn)).flatMap(account -> account.roleByArn(arn));
    }

    private static String credentials(Sessions.Session session) {
        return Xml.element(
                "Credentials",
                Xml.text("AccessKeyId", session.accessKeyId()),
                Xml.text("SecretAccessKey", session.secret()),
                Xml.text("SessionToken", session.token()),
                Xml.text(
                        "Expiration",
                        session.expires().truncatedTo(ChronoUnit.SECONDS).toString()));
    }

    private static String assumedRoleUser(String arn) {
        String session = arn.substring(arn.lastIndexOf('/') + 1);
        return Xml.element(
                "AssumedRoleUser", Xml.text("AssumedRoleId", "AROASIMULATED:" + session), Xml.text("Arn", arn));
    }

    private static HttpResponse success(String operation, String result) {
        return Protocol.QUERY.success(Xml.document(
                operation + "Response",
                NAMESPACE,
                Xml.element(operation + "Result", result),
                Xml.element("ResponseMetadata", Xml.text("RequestId", RequestIds.next()))));
    }

    private static AwsError denied(ApiCall call, String subject, String roleArn) {
        String message = subject + " not authorized to perform: sts:" + call.operation() + " on resource: " + roleArn;
        return new AwsError("AccessDenied", 403, message);
    }

    private static String assumedRoleArn(String roleArn, String session) {
        String name = roleArn.substring(roleArn.lastIndexOf('/') + 1);
        String partition = roleArn.split(":", 3)[1];
        return "arn:" + partition + ":sts::" + accountOf(roleArn) + ":assumed-role/" + name + "/" + session;
    }

    private static String accountOf(String arn) {
        String[] parts = arn.split(":", 6);
        return parts.length == 6 ? parts[4] : "";
    }
}
