package io.github.cloudtrailexporter.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.cloudtrailexporter.trail.TrailArn;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** The constructors reject everything that the configuration rejects. */
class TargetValuesTest {

    @Test
    void accountAndPartitionOfARoleAreThoseOfItsArn() {
        AwsIdentity.Role role = new AwsIdentity.Role("arn:aws-us-gov:iam::111122223333:role/audit/reader", "");

        assertThat(role.accountId()).isEqualTo("111122223333");
        assertThat(role.partition()).hasToString("aws-us-gov");
    }

    @Test
    void invalidTrailsCannotBeMade() {
        rejected(() -> new ListedTrail.Name("", "us-east-1", "x"));
        rejected(() -> new ListedTrail.Name("", "US", "management"));
        rejected(() -> new ListedTrail.Name("1", "us-east-1", "management"));
        rejected(() -> new Regions.Listed(List.of()));
        rejected(() -> new Regions.Listed(List.of("us-east-1", "us-east-1")));
        rejected(() -> new Regions.Listed(List.of("moon")));
    }

    @Test
    void aTrailIsInTheAccountOfItsArnElseOfItsRole() {
        AwsIdentity role = new AwsIdentity.Role("arn:aws-cn:iam::111122223333:role/reader", "");

        assertThat(listed("", role)).hasToString("arn:aws-cn:cloudtrail:cn-north-1:111122223333:trail/management");
        assertThat(listed("444455556666", role))
                .hasToString("arn:aws-cn:cloudtrail:cn-north-1:444455556666:trail/management");
    }

    private static TrailArn listed(String accountId, AwsIdentity identity) {
        ListedTrail.Name name = new ListedTrail.Name(accountId, "cn-north-1", "management");
        ListedTrail listed = new ListedTrail(name, identity, new Regions.Home(), "");
        return listed.name().inAccount(listed.name().accountId());
    }

    @Test
    void invalidRolesCannotBeMadeAndTheirExternalIdIsNotShown() {
        AwsIdentity ambient = new AwsIdentity.Ambient();

        rejected(() -> new AwsIdentity.Role("reader", ""));
        rejected(() -> new DiscoverySource.Organization(ambient, "no role", "", Set.of()));
        rejected(() -> new DiscoverySource.Organization(ambient, "reader", "", Set.of("1")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AwsIdentity.Role("arn:aws:iam::111122223333:role/r", "hunter2 hunter2"))
                .withMessage("not valid: external id");
    }

    private static void rejected(ThrowingCallable making) {
        assertThatIllegalArgumentException().isThrownBy(making).withMessageStartingWith("not valid: ");
    }
}
