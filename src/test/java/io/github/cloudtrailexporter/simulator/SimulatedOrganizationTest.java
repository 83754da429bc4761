package io.github.cloudtrailexporter.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.Trail;
import software.amazon.awssdk.services.cloudtrail.model.TrailNotFoundException;

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
    void memberFindsTheTrailByArnOnlyAndIsNotToldItsErrors() {
        CloudTrailClient member = as(MEMBER);

        assertThat(member.getTrailStatus(r -> r.name(trail.arn())).isLogging()).isTrue();
        assertThat(member.getTrailStatus(r -> r.name(trail.arn())).latestDeliveryError())
                .isNull();
        assertThatThrownBy(() -> member.getTrailStatus(r -> r.name("everyone")))
                .isInstanceOf(TrailNotFoundException.class);
    }

    @Test
    void delegatedAdministratorIsToldTheErrorsByArn() {
        CloudTrailClient delegate = as(DELEGATE);

        assertThat(delegate.getTrailStatus(r -> r.name(trail.arn())).latestDeliveryError())
                .isEqualTo("AccessDenied");
        assertThatThrownBy(() -> delegate.getTrailStatus(r -> r.name("everyone")))
                .isInstanceOf(TrailNotFoundException.class);
    }

    @Test
    void memberSeesTheTrailOfTheOrganizationAmongItsOwn() {
        SimulatedTrail own = aws.account(MEMBER).trail("own", "us-east-1");

        List<Trail> seen = as(MEMBER).describeTrails().trailList();

        assertThat(seen).extracting(Trail::trailARN).containsExactlyInAnyOrder(own.arn(), trail.arn());
    }

    @Test
    void ownersOtherTrailsAreItsOwnBusiness() {
        SimulatedTrail secret = aws.account(OWNER).trail("owners", "us-east-1");

        assertThat(as(MEMBER).describeTrails().trailList())
                .extracting(Trail::trailARN)
                .doesNotContain(secret.arn());
        assertThatThrownBy(() -> as(MEMBER).getTrailStatus(r -> r.name(secret.arn())))
                .isInstanceOf(TrailNotFoundException.class);
    }

    @Test
    void accountsComeInPagesWithTheSuspendedMarked() throws IOException {
        organization.members(40, "600000000000", "cloudtrail-exporter");
        organization.suspended("700000000000").name("closed \"2024\"");
        aws.ambientAccount(OWNER);

        List<String> pages = listAccounts();

        assertThat(pages).hasSize(3);
        assertThat(ids(String.join("", pages))).hasSize(44).doesNotHaveDuplicates();
        assertThat(pages.get(2)).contains("\"Name\":\"closed \\\"2024\\\"\",\"Status\":\"SUSPENDED\"");
    }

    @Test
    void delegatedAdministratorMayListAccountsAndMemberMayNot() throws IOException {
        aws.ambientAccount(DELEGATE);
        assertThat(listAccounts("{}").status()).isEqualTo("200");

        aws.ambientAccount(MEMBER);
        assertThat(listAccounts("{}").body()).contains("\"__type\":\"AccessDeniedException\"");

        aws.ambientAccount("999999999999");
        assertThat(listAccounts("{}").body()).contains("\"__type\":\"AWSOrganizationsNotInUseException\"");
    }

    private CloudTrailClient as(String account) {
        aws.ambientAccount(account);
        return clients.cloudTrail("us-east-1");
    }

    private List<String> listAccounts() throws IOException {
        List<String> pages = new ArrayList<>();
        Map<String, Object> page = Map.of();
        do {
            Object token = page.get("NextToken");
            pages.add(listAccounts(token == null ? "{}" : "{\"NextToken\":\"" + token + "\"}")
                    .body());
            page = JsonReader.object(pages.get(pages.size() - 1));
        } while (page.containsKey("NextToken"));
        return pages;
    }

    private RawClient.Answer listAccounts(String body) throws IOException {
        return new RawClient(aws.endpoint())
                .json("AWSOrganizationsV20161128.ListAccounts", "organizations", "us-east-1", body);
    }

    private static List<String> ids(String json) {
        return Pattern.compile("\"Id\":\"(\\d{12})\"")
                .matcher(json)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }
}
