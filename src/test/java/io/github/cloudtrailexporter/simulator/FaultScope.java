package io.github.cloudtrailexporter.simulator;

import java.util.Optional;

/**
 * The calls that a fault affects. Each part narrows the scope; a part that is not set matches everything.
 *
 * @param operation AWS's name of the operation
 * @param account the account whose key signs the call; for AssumeRole the account of the role
 * @param region the Region the call is signed for
 * @param resource the trail's name or ARN, or the role's ARN, as in the call; the name alone also
 *     matches the trail's ARN
 */
public record FaultScope(
        Optional<String> operation, Optional<String> account, Optional<String> region, Optional<String> resource) {

    /** Every call. */
    public static FaultScope everything() {
        return new FaultScope(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Every call of one operation. */
    public static FaultScope on(String operation) {
        return everything().operation(operation);
    }

    public FaultScope operation(String name) {
        return new FaultScope(Optional.of(name), account, region, resource);
    }

    public FaultScope account(String id) {
        return new FaultScope(operation, Optional.of(id), region, resource);
    }

    public FaultScope region(String name) {
        return new FaultScope(operation, account, Optional.of(name), resource);
    }

    public FaultScope trail(String nameOrArn) {
        return new FaultScope(operation, account, region, Optional.of(nameOrArn));
    }

    public FaultScope role(String arn) {
        return new FaultScope(operation, account, region, Optional.of(arn));
    }

    boolean matches(ApiCall call, Caller caller) {
        return operation.filter(name -> !name.equals(call.operation())).isEmpty()
                && account.filter(id -> !id.equals(accountMet(call, caller))).isEmpty()
                && region.filter(name -> !name.equals(call.region())).isEmpty()
                && resource.filter(name -> !isNamed(name, call.resource())).isEmpty();
    }

    private static boolean isNamed(String name, String resource) {
        return resource.equals(name) || resource.endsWith(":trail/" + name);
    }

    private static String accountMet(ApiCall call, Caller caller) {
        String[] arn = call.resource().split(":", 6);
        boolean ofRole = call.operation().startsWith("AssumeRole") && arn.length == 6;
        return ofRole ? arn[4] : caller.account().id();
    }
}
