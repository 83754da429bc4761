package io.github.cloudtrailexporter.simulator;

/** Rejects calls with missing, unknown or expired credentials, or credentials of an account that has not enabled the Region. */
final class Gatekeeper {

    private static final String INVALID_TOKEN = "The security token included in the request is invalid.";

    private final World world;
    private volatile boolean signatureRequired = true;

    Gatekeeper(World world) {
        this.world = world;
    }

    void signatureRequired(boolean on) {
        signatureRequired = on;
    }

    /** @throws AwsError if the call is rejected */
    void check(ApiCall call, Caller caller) {
        if (call.operation().equals("AssumeRoleWithWebIdentity")) {
            return; // its credentials are in the call
        }
        if (signatureRequired && !call.signed()) {
            throw new AwsError("MissingAuthenticationToken", 403, "Request is missing Authentication Token");
        }
        checkSession(call);
        if (!call.service().equals("organizations")
                && !caller.account().enabledRegions().contains(call.region())) {
            throw regionDisabled(call);
        }
    }

    private void checkSession(ApiCall call) {
        boolean temporary = call.accessKeyId().startsWith("ASIA");
        if (!temporary) {
            return;
        }
        Sessions.Session session = world.sessions()
                .find(call.accessKeyId())
                .filter(known -> known.token().equals(call.sessionToken()))
                .orElseThrow(() -> unrecognized(call.protocol()));
        if (!world.clock().instant().isBefore(session.expires())) {
            throw expired(call.protocol());
        }
    }

    private static AwsError expired(Protocol protocol) {
        String message = "The security token included in the request is expired";
        return switch (protocol) {
            case JSON -> new AwsError("ExpiredTokenException", 400, message);
            case QUERY -> new AwsError("ExpiredToken", 403, message);
            case EC2 -> new AwsError("RequestExpired", 400, message);
        };
    }

    private static AwsError unrecognized(Protocol protocol) {
        return switch (protocol) {
            case JSON -> new AwsError("UnrecognizedClientException", 400, INVALID_TOKEN);
            case QUERY -> new AwsError("InvalidClientTokenId", 403, INVALID_TOKEN);
            case EC2 ->
                new AwsError("AuthFailure", 401, "AWS was not able to validate the provided access credentials");
        };
    }

    /** AWS does not report "disabled": in a Region that the account has not enabled, its keys are unknown. */
    private static AwsError regionDisabled(ApiCall call) {
        return call.service().equals("sts")
                ? new AwsError("RegionDisabledException", 403, "STS is not activated in this region for account")
                : unrecognized(call.protocol());
    }
}
