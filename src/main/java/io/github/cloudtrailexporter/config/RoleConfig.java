package io.github.cloudtrailexporter.config;

/**
 * A role to assume.
 *
 * @param roleArn {@code arn:PARTITION:iam::ACCOUNT:role/PATH/NAME}
 * @param externalId empty for none; a secret, so it is not in {@link #toString()}
 */
public record RoleConfig(String roleArn, String externalId) {
    public RoleConfig {
        Check.that(isRoleArn(roleArn), "ARN of a role: " + roleArn);
        Check.that(externalId.isEmpty() || AwsName.isExternalId(externalId), "external id");
    }

    static boolean isRoleArn(String text) {
        return Arn.parse(text).filter(arn -> arn.faultAsRole().isEmpty()).isPresent();
    }

    /** The account the role lives in. */
    public String accountId() {
        return roleArn.split(":", 6)[4];
    }

    /** The partition of AWS the role lives in, such as {@code aws}. */
    public String partition() {
        return roleArn.split(":", 6)[1];
    }

    @Override
    public String toString() {
        return "RoleConfig[" + roleArn + (externalId.isEmpty() ? "" : ", externalId=***") + "]";
    }
}
