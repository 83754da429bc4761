package io.github.cloudtrailexporter.simulator;

import java.util.Map;

/** Dispatches a call to its operation. Other operations are rejected: the simulated AWS is read-only. */
final class Router {

    private final Gatekeeper gatekeeper;
    private final MetadataApi metadata;
    private final Map<String, Operation> operations;

    @FunctionalInterface
    private interface Operation {
        HttpResponse respond(ApiCall call, Caller caller);
    }

    Router(World world, Gatekeeper gatekeeper) {
        this.gatekeeper = gatekeeper;
        this.metadata = new MetadataApi(world);
        CloudTrailApi cloudTrail = new CloudTrailApi(world);
        StsApi sts = new StsApi(world);
        this.operations = Map.of(
                "GetTrailStatus", cloudTrail::getTrailStatus,
                "GetEventSelectors", cloudTrail::getEventSelectors,
                "DescribeTrails", cloudTrail::describeTrails,
                "GetCallerIdentity", sts::getCallerIdentity,
                "AssumeRole", sts::assumeRole,
                "AssumeRoleWithWebIdentity", sts::assumeRoleWithWebIdentity,
                "DescribeRegions", new Ec2Api()::describeRegions,
                "ListAccounts", new OrganizationsApi(world)::listAccounts);
    }

    /** Never fails: an error is also a response. */
    HttpResponse respond(ApiCall call, Caller caller) {
        return metadata.respond(call, caller).orElseGet(() -> respondToApi(call, caller));
    }

    private HttpResponse respondToApi(ApiCall call, Caller caller) {
        try {
            gatekeeper.check(call, caller);
            return operation(call).respond(call, caller);
        } catch (AwsError e) {
            return call.protocol().error(e);
        }
    }

    private Operation operation(ApiCall call) {
        Operation operation = operations.get(call.operation());
        if (operation == null) {
            throw call.protocol() == Protocol.JSON
                    ? new AwsError("UnknownOperationException", 404, "not simulated: " + call.operation())
                    : new AwsError("InvalidAction", 400, "Could not find operation " + call.operation());
        }
        return operation;
    }
}
