package io.github.cloudtrailexporter.simulator;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The credential endpoints within AWS: the container endpoint of ECS and EKS, and IMDSv2 of EC2. */
final class MetadataApi {

    private static final String CONTAINER = "GET /container-credentials";
    private static final String TOKEN = "PUT /latest/api/token";
    private static final String INSTANCE = "GET /latest/meta-data/iam/security-credentials/";
    private static final String ROLE = "simulated-instance";

    private final World world;

    MetadataApi(World world) {
        this.world = world;
    }

    /** The response, if the call requests credentials. */
    Optional<HttpResponse> respond(ApiCall call, Caller caller) {
        return switch (call.operation()) {
            case TOKEN ->
                Optional.of(HttpResponse.of(200, "text/plain", "simulated-metadata-token")
                        .withHeader("X-aws-ec2-metadata-token-ttl-seconds", "21600"));
            case INSTANCE -> Optional.of(HttpResponse.of(200, "text/plain", ROLE));
            case CONTAINER, INSTANCE + ROLE ->
                Optional.of(HttpResponse.of(200, "application/json", Json.write(credentials(caller.account()))));
            default -> Optional.empty();
        };
    }

    private Map<String, Object> credentials(SimulatedAccount account) {
        Caller as = new Caller(account, "arn:aws:sts::" + account.id() + ":assumed-role/" + ROLE + "/i-0simulated");
        Sessions.Session session =
                world.sessions().open(as, world.clock().instant().plus(Duration.ofHours(6)));
        Map<String, Object> credentials = new LinkedHashMap<>();
        credentials.put("Code", "Success");
        credentials.put("Type", "AWS-HMAC");
        credentials.put("AccessKeyId", session.accessKeyId());
        credentials.put("SecretAccessKey", session.secret());
        credentials.put("Token", session.token());
        credentials.put("Expiration", session.expires().toString());
        return credentials;
    }
}
