package io.github.cloudtrailexporter.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.cloudtrailexporter.aws.Simulation.Attempt;
import io.github.cloudtrailexporter.poll.AwsCallException;
import io.github.cloudtrailexporter.poll.CloudTrailPort.OrganizationAccount;
import io.github.cloudtrailexporter.poll.CloudTrailPort.Session;
import io.github.cloudtrailexporter.simulator.CallRecord;
import io.github.cloudtrailexporter.simulator.Fault;
import io.github.cloudtrailexporter.simulator.FaultScope;
import io.github.cloudtrailexporter.simulator.SimulatedOrganization;
import io.github.cloudtrailexporter.target.AwsIdentity;
import io.github.cloudtrailexporter.trail.FailureReason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.organizations.endpoints.OrganizationsEndpointProvider;

/** The exporter's own calls: none superfluous, each counted under its name. */
class OwnCallsTest {

    private static final AwsIdentity AMBIENT = new AwsIdentity.Ambient();

    private final Simulation simulation = new Simulation();

    @AfterEach
    void close() {
        simulation.close();
    }

    @Test
    void noCallIsMadeBeforeItIsNeeded() {
        assertThat(simulation.aws.calls().total()).isZero();
    }

    @Test
    void identityOfTheAmbientCredentialsIsReportedOnce() throws Exception {
        for (int i = 0; i < 2; i++) {
            simulation.port.signIn(AMBIENT, "us-east-1", Simulation.ENOUGH).accountId(Simulation.ENOUGH);
        }

        assertThat(simulation.recorder.identities)
                .singleElement()
                .asString()
                .startsWith("arn:aws:")
                .contains(SimulatedWorld.AMBIENT_ACCOUNT);
    }

    @Test
    void everyAttemptIsReportedWithServiceOperationAndDuration() throws Exception {
        simulation.aws.latency(Duration.ofMillis(50));
        Session session = simulation.signIn();
        session.trailStatus(Simulation.TRAIL, Simulation.REGION, Simulation.ENOUGH);
        session.describeTrails(Simulation.REGION, Simulation.ENOUGH);
        session.enabledRegions(Simulation.REGION, Simulation.ENOUGH);
        Session ambient = simulation.port.signIn(AMBIENT, "us-east-1", Simulation.ENOUGH);
        ambient.accountId(Simulation.ENOUGH);
        AwsCallException denied =
                catchThrowableOfType(AwsCallException.class, () -> ambient.organizationAccounts(Simulation.ENOUGH));

        assertThat(denied.failure().reason()).isEqualTo(FailureReason.BAD_REQUEST);
        assertThat(simulation.recorder.attempts)
                .extracting(attempt -> attempt.service() + " " + attempt.operation() + " " + attempt.code())
                .containsExactly(
                        "sts AssumeRole ",
                        "cloudtrail GetTrailStatus ",
                        "cloudtrail DescribeTrails ",
                        "ec2 DescribeRegions ",
                        "sts GetCallerIdentity ",
                        "organizations ListAccounts AWSOrganizationsNotInUseException");
        assertThat(simulation.recorder.attempts)
                .extracting(Attempt::duration)
                .allSatisfy(duration -> assertThat(duration).isBetween(Duration.ofMillis(50), Duration.ofSeconds(4)));
    }

    @Test
    void everyCallNamesUs() throws Exception {
        simulation.status();

        assertThat(simulation.aws.calls().records())
                .isNotEmpty()
                .extracting(CallRecord::userAgent)
                .allSatisfy(agent -> assertThat(agent).startsWith("cloudtrail-exporter/test "));
    }

    @Test
    void theAccountOfTheAmbientCredentialsIsRequestedOnceAndAFailureIsNotCached() throws Exception {
        simulation.aws.inject(FaultScope.on("GetCallerIdentity"), Fault.accessDenied(), 1);
        Session session = simulation.port.signIn(AMBIENT, "us-east-1", Simulation.ENOUGH);
        AwsCallException denied =
                catchThrowableOfType(AwsCallException.class, () -> session.accountId(Simulation.ENOUGH));

        assertThat(denied.failure().reason()).isEqualTo(FailureReason.ACCESS_DENIED);
        for (int i = 0; i < 3; i++) {
            Session next = simulation.port.signIn(AMBIENT, "us-east-1", Simulation.ENOUGH);
            assertThat(next.accountId(Simulation.ENOUGH)).isEqualTo(SimulatedWorld.AMBIENT_ACCOUNT);
        }
        assertThat(simulation.aws.calls().count("GetCallerIdentity")).isEqualTo(2);
    }

    @Test
    void theAccountOfARoleNeedsNoCall() throws Exception {
        assertThat(simulation.signIn().accountId(Duration.ZERO)).isEqualTo(Simulation.ACCOUNT);

        assertThat(simulation.aws.calls().counts()).isEqualTo(Map.of("AssumeRole", 1L));
    }

    @Test
    void everyRegionIsCalledAtItsOwnEndpoint() throws Exception {
        simulation.trail.multiRegion(true);
        Session session = simulation.signIn();
        for (String region : List.of("eu-west-1", "us-east-1", "ap-northeast-1")) {
            session.trailStatus(Simulation.TRAIL, region, Simulation.ENOUGH);
        }

        assertThat(simulation.aws.calls().records("GetTrailStatus"))
                .extracting(CallRecord::region)
                .containsExactly("eu-west-1", "us-east-1", "ap-northeast-1");
        assertThat(simulation.aws.calls().records("GetTrailStatus"))
                .extracting(CallRecord::resource)
                .containsOnly(Simulation.TRAIL.toString());
    }

    /** Also the proof that the older organizations module works on the core of the others. */
    @Test
    void everyPageOfTheOrganizationIsRead() throws Exception {
        SimulatedOrganization organization = simulation.aws.organization(SimulatedWorld.AMBIENT_ACCOUNT);
        organization.pageSize(7);
        organization.members(50, "200000000000", "cloudtrail-exporter");
        organization.suspended("900000000000");

        List<OrganizationAccount> accounts =
                simulation.port.signIn(AMBIENT, "eu-west-1", Simulation.ENOUGH).organizationAccounts(Simulation.ENOUGH);

        assertThat(accounts)
                .hasSize(51)
                .extracting(OrganizationAccount::accountId)
                .doesNotContain("900000000000");
        assertThat(simulation.aws.calls().count("ListAccounts")).isEqualTo(8);
        assertThat(simulation.aws.calls().records("ListAccounts"))
                .extracting(CallRecord::region)
                .containsOnly("us-east-1");
    }

    @Test
    void anOrganizationThatTakesTooLongEndsInTime() {
        SimulatedOrganization organization = simulation.aws.organization(SimulatedWorld.AMBIENT_ACCOUNT);
        organization.pageSize(1);
        organization.members(50, "200000000000", "cloudtrail-exporter");
        simulation.aws.latency(Duration.ofMillis(100));

        long start = System.nanoTime();
        AwsCallException late = catchThrowableOfType(
                AwsCallException.class,
                () -> simulation
                        .port
                        .signIn(AMBIENT, "eu-west-1", Simulation.ENOUGH)
                        .organizationAccounts(Duration.ofSeconds(1)));

        assertThat(late.failure().reason()).isEqualTo(FailureReason.TIMEOUT);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
    }

    /** The endpoints are the SDK's own for the pseudo-Regions that stand for whole partitions. */
    @ParameterizedTest
    @CsvSource({"eu-west-1, aws-global", "cn-north-1, aws-cn-global", "us-gov-east-1, aws-us-gov-global"})
    void organizationsIsCalledInTheRegionOfItsPartition(String region, String wholePartition) {
        assertThat(organizationsHost(AwsClients.organizationsHome(region)))
                .isEqualTo(organizationsHost(wholePartition));
    }

    private static String organizationsHost(String region) {
        return OrganizationsEndpointProvider.defaultProvider()
                .resolveEndpoint(parameters -> parameters.region(Region.of(region)))
                .join()
                .endpointUrl()
                .host();
    }

    @Test
    void enabledRegionsAreThoseThatAreOnNotThoseThatExist() throws Exception {
        simulation.aws.account(Simulation.ACCOUNT).enabledRegions(Set.of("eu-west-1", "ap-east-1"));

        assertThat(simulation.signIn().enabledRegions("eu-west-1", Simulation.ENOUGH))
                .containsExactly("ap-east-1", "eu-west-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DescribeTrails", "ListAccounts"})
    void anAnswerWithoutAListIsABadResponse(String operation) throws Exception {
        simulation.aws.organization(SimulatedWorld.AMBIENT_ACCOUNT);
        simulation.aws.inject(FaultScope.on(operation), Fault.body("{}"));
        Session session = simulation.port.signIn(AMBIENT, "us-east-1", Simulation.ENOUGH);

        AwsCallException bad = catchThrowableOfType(AwsCallException.class, () -> {
            session.describeTrails("us-east-1", Simulation.ENOUGH);
            session.organizationAccounts(Simulation.ENOUGH);
        });

        assertThat(bad.failure().reason()).isEqualTo(FailureReason.BAD_RESPONSE);
    }

    @Test
    void aRepeatedPageTokenIsABadResponse() throws Exception {
        simulation.aws.organization(SimulatedWorld.AMBIENT_ACCOUNT);
        simulation.aws.inject(
                FaultScope.on("ListAccounts"), Fault.body("{\"Accounts\":[null],\"NextToken\":\"again\"}"));
        Session session = simulation.port.signIn(AMBIENT, "us-east-1", Simulation.ENOUGH);

        AwsCallException bad =
                catchThrowableOfType(AwsCallException.class, () -> session.organizationAccounts(Simulation.ENOUGH));

        assertThat(bad.failure().reason()).isEqualTo(FailureReason.BAD_RESPONSE);
        assertThat(simulation.aws.calls().count("ListAccounts")).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html><body>log in here</body></html>",
                "<DescribeRegionsResponse><regionInfo/></DescribeRegionsResponse>",
                "<DescribeRegionsResponse><regionInfo><item><regionName>../x</regionName></item></regionInfo>"
                        + "</DescribeRegionsResponse>"
            })
    void anAnswerWithoutRegionsIsABadResponse(String body) throws Exception {
        simulation.aws.inject(FaultScope.on("DescribeRegions"), Fault.body(body));
        Session session = simulation.signIn();

        AwsCallException bad = catchThrowableOfType(
                AwsCallException.class, () -> session.enabledRegions("us-east-1", Simulation.ENOUGH));

        assertThat(bad.failure().reason()).isEqualTo(FailureReason.BAD_RESPONSE);
    }

    @Test
    void closingEndsCallsInFlight() throws Exception {
        Session session = simulation.signIn();
        simulation.breakStatus(Fault.hang());
        Thread closing = new Thread(() -> {
            while (simulation.aws.calls().count("GetTrailStatus") == 0) {
                Thread.onSpinWait();
            }
            simulation.port.close();
        });
        closing.start();

        long start = System.nanoTime();
        AwsCallException cut = catchThrowableOfType(
                AwsCallException.class,
                () -> session.trailStatus(Simulation.TRAIL, Simulation.REGION, Simulation.ENOUGH));

        assertThat(cut.failure().reason()).isEqualTo(FailureReason.TIMEOUT);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
        closing.join();
    }
}
