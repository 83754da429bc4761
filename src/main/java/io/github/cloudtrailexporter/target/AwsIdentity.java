package io.github.cloudtrailexporter.target;

import io.github.cloudtrailexporter.trail.Arn;
import io.github.cloudtrailexporter.trail.AwsName;
import io.github.cloudtrailexporter.trail.Check;
import io.github.cloudtrailexporter.trail.Partition;

/** The identity that calls AWS. Equal values share one set of credentials. */
public sealed interface AwsIdentity {

    /** The credentials of the default chain (environment, profile, IRSA, Pod Identity, ECS, IMDS). */
    record Ambient() implements AwsIdentity {}

    /**
     * An assumed role.
     *
     * @param roleArn {@code arn:PARTITION:iam::ACCOUNT:role/PATH/NAME}
     * @param externalId empty for none; a secret: it is not in {@link #toString()}
     */
    record Role(String roleArn, String externalId) implements AwsIdentity {
        public Role {
            boolean valid =
                    Arn.parse(roleArn).filter(arn -> arn.roleError().isEmpty()).isPresent();
            Check.that(valid, "ARN of a role: " + roleArn);
            Check.that(externalId.isEmpty() || AwsName.isExternalId(externalId), "external id");
        }

        /** The account of the role. */
        public String accountId() {
            return arn().accountId();
        }

        /** The partition of the role. */
        public Partition partition() {
            return Partition.named(arn().partition()).orElseThrow();
        }

        private Arn arn() {
            return Arn.parse(roleArn).orElseThrow();
        }

        @Override
        public String toString() {
            return "Role[" + roleArn + (externalId.isEmpty() ? "" : ", externalId=***") + "]";
        }
    }
}
