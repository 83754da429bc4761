package io.github.cloudtrailexporter.aws;

import io.github.cloudtrailexporter.poll.CallListener;
import io.github.cloudtrailexporter.poll.CloudTrailPort.OrganizationAccount;
import io.github.cloudtrailexporter.poll.CloudTrailPortContract;
import io.github.cloudtrailexporter.simulator.Fault;
import io.github.cloudtrailexporter.simulator.FaultScope;
import io.github.cloudtrailexporter.simulator.SimulatedAccount;
import io.github.cloudtrailexporter.simulator.SimulatedAws;
import io.github.cloudtrailexporter.simulator.SimulatedOrganization;
import io.github.cloudtrailexporter.target.AwsIdentity;
import io.github.cloudtrailexporter.trail.TrailArn;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The real port on a simulated AWS. */
final class SimulatedWorld implements CloudTrailPortContract.World {

    static final String AMBIENT_ACCOUNT = "111122223333";

    private final SimulatedAws aws = SimulatedAws.start().ambientAccount(AMBIENT_ACCOUNT);
    private final AwsCloudTrail port =
            PortWithKeys.connect(options(aws, Duration.ofSeconds(3)), CallListener.NONE, Clock.systemUTC());

    static AwsOptions options(SimulatedAws aws, Duration callTimeout) {
        return new AwsOptions(
                Optional.empty(), Optional.of(aws.endpoint()), callTimeout, 64, "cloudtrail-exporter/test");
    }

    @Override
    public AwsCloudTrail port() {
        return port;
    }

    private SimulatedAccount account(AwsIdentity identity) {
        String id = identity instanceof AwsIdentity.Role role ? role.accountId() : AMBIENT_ACCOUNT;
        SimulatedAccount account = aws.account(id);
        if (identity instanceof AwsIdentity.Role role) {
            account.role(name(role)).externalId(role.externalId());
        }
        return account;
    }

    private static String name(AwsIdentity.Role role) {
        return role.roleArn().substring(role.roleArn().indexOf('/') + 1);
    }

    @Override
    public void identity(AwsIdentity identity) {
        account(identity);
    }

    @Override
    public void trail(AwsIdentity identity, TrailArn trail) {
        account(identity).trail(trail.name(), trail.homeRegion());
    }

    @Override
    public void deny(AwsIdentity identity, TrailArn trail) {
        aws.inject(FaultScope.on("GetTrailStatus").trail(trail.toString()), Fault.accessDenied());
        aws.inject(FaultScope.on("GetEventSelectors").trail(trail.toString()), Fault.accessDenied());
    }

    @Override
    public void hang(AwsIdentity identity, TrailArn trail) {
        aws.inject(FaultScope.on("GetTrailStatus").trail(trail.toString()), Fault.hang());
    }

    @Override
    public void denyRole(AwsIdentity.Role role) {
        account(role).role(name(role)).denied(true);
    }

    @Override
    public void enable(AwsIdentity identity, Set<String> regions) {
        account(identity).enabledRegions(regions);
    }

    @Override
    public void organize(AwsIdentity identity, List<OrganizationAccount> active, OrganizationAccount suspended) {
        SimulatedOrganization organization = aws.organization(account(identity).id());
        active.forEach(member -> organization.member(member.accountId()).name(member.name()));
        organization.suspended(suspended.accountId()).name(suspended.name());
    }

    @Override
    public String ambientAccount() {
        return AMBIENT_ACCOUNT;
    }

    @Override
    public void close() {
        aws.close();
    }
}
