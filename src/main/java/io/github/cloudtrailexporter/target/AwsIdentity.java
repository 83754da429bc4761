package io.github.cloudtrailexporter.target;

import java.util.Objects;

/** As whom AWS is asked. Equal values share one set of credentials. */
public sealed interface AwsIdentity {

    /** With the credentials of the default chain (environment, profile, IRSA, Pod Identity, ECS, IMDS). */
    record Ambient() implements AwsIdentity {}

    /**
     * As an assumed role.
     *
     * @param roleArn {@code arn:PARTITION:iam::ACCOUNT:role/NAME}
     * @param externalId empty for none; a secret: it is not in {@link #toString()}
     */
    record Role(String roleArn, String externalId) implements AwsIdentity {
        public Role {
            Objects.requireNonNull(externalId);
            if (roleArn.split(":", 6).length != 6) {
                throw new IllegalArgumentException("not the ARN of a role: " + roleArn);
            }
        }

        /** The account the role lives in, taken from its ARN. */
        public String accountId() {
            return roleArn.split(":", 6)[4];
        }

        /** The partition of AWS the role lives in, such as {@code aws}. */
        public String partition() {
            return roleArn.split(":", 6)[1];
        }

        @Override
        public String toString() {
            return "Role[" + roleArn + "]";
        }
    }
}
