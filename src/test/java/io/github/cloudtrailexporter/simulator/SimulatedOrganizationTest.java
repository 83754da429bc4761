package io.github.cloudtrailexporter.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.Trail;
import software.amazon.awssdk.services.cloudtrail.model.TrailNotFoundException;
import software.amazon.awssdk.services.organizations.model.AccessDeniedException;
import software.amazon.awssdk.services.organizations.model.Account;
import software.amazon.awssdk.services.organizations.model.AccountStatus;
import software.amazon.awssdk.services.organizations.model.AwsOrganizationsNotInUseException;

class SimulatedOrganizationTest {

    private static final String OWNER = "111122223333";
    private static final String MEMBER = "444455556666";
    private static final String DELEGATE = "555566667777";

    private final SimulatedAws aws = SimulatedAws.start();
    private final SimulatedOrganization organization = aws.organization(OWNER);
    private final AwsClients clients = new AwsClients(aws.endpoint());
    private final SimulatedTrail trail = aws.account(OWNER)
            .trail("everyone", "us-east-1")
            .multiRegion(true)
            .organization(true)
            .failing(Destination.S3, "AccessDenied");

    @BeforeEach
    void join() {
        organization.member(MEMBER);
        organization.delegatedAdministrator(DELEGATE);
    }

    @AfterEach
    void close() {
        clients.close();
        aws.close();
    }

    @Test
    void ownerFindsTheTrailByNameAndByArn() {
        CloudTrailClient owner = as(OWNER);

        assertThat(owner.getTrailStatus(r -> r.name("everyone")).latestDeliveryError())
                .isEqualTo("AccessDenied");
        assertThat(owner.getTrailStatus(r -> r.name(trail.arn())).latestDeliveryError())
                .isEqualTo("AccessDenied");
    }

    @Test
    void memberFindsTheTrailByArnOnlyWithoutItsErrors() {
        CloudTrailClient member = as(MEMBER);

        assertThat(member.getTrailStatus(r -> r.name(trail.arn())).isLogging()).isTrue();
        assertThat(member.getTrailStatus(r -> r.name(trail.arn())).latestDeliveryError())
                .isNull();
        assertThatThrownBy(() -> member.getTrailStatus(r -> r.name("everyone")))
                .isInstanceOf(TrailNotFoundException.class);
    }

    @Test
    void delegatedAdministratorGetsTheErrorsByArn() {
        CloudTrailClient delegate = as(DELEGATE);

        assertThat(delegate.getTrailStatus(r -> r.name(trail.arn())).latestDeliveryError())
                .isEqualTo("AccessDenied");
        assertThatThrownBy(() -> delegate.getTrailStatus(r -> r.name("everyone")))
                .isInstanceOf(TrailNotFoundException.class);
    }

    @Test
    void memberListsTheTrailOfTheOrganization() {
        SimulatedTrail own = aws.account(MEMBER).trail("own", "us-east-1");

        List<Trail> seen = as(MEMBER).describeTrails().trailList();

        assertThat(seen).extracting(Trail::trailARN).containsExactlyInAnyOrder(own.arn(), trail.arn());
    }

    @Test
    void otherTrailsOfTheOwnerAreNotVisible() {
        SimulatedTrail secret = aws.account(OWNER).trail("owners", "us-east-1");

        assertThat(as(MEMBER).describeTrails().trailList())
                .extracting(Trail::trailARN)
                .doesNotContain(secret.arn());
        assertThatThrownBy(() -> as(MEMBER).getTrailStatus(r -> r.name(secret.arn())))
                .isInstanceOf(TrailNotFoundException.class);
    }

    @Test
    void accountsAreListedInPagesIncludingSuspendedOnes() {
        organization.members(40, "600000000000", "cloudtrail-exporter");
        organization.suspended("700000000000").name("closed \"2024\"");
        aws.ambientAccount(OWNER);

        List<Account> accounts = clients.organizations().listAccountsPaginator().stream()
                .flatMap(page -> page.accounts().stream())
                .toList();

        assertThat(aws.calls().count("ListAccounts")).isEqualTo(3);
        assertThat(accounts).hasSize(44).extracting(Account::id).doesNotHaveDuplicates();
        assertThat(accounts)
                .filteredOn(account -> account.status() != AccountStatus.ACTIVE)
                .extracting(Account::name)
                .containsExactly("closed \"2024\"");
    }

    @Test
    void onlyTheDelegatedAdministratorMayListAccounts() {
        aws.ambientAccount(DELEGATE);
        assertThat(clients.organizations().listAccounts().accounts()).hasSize(3);

        aws.ambientAccount(MEMBER);
        assertThatThrownBy(() -> clients.organizations().listAccounts()).isInstanceOf(AccessDeniedException.class);

        aws.ambientAccount("999999999999");
        assertThatThrownBy(() -> clients.organizations().listAccounts())
                .isInstanceOf(AwsOrganizationsNotInUseException.class);
    }

    private CloudTrailClient as(String account) {
        aws.ambientAccount(account);
        return clients.cloudTrail("us-east-1");
    }
}
