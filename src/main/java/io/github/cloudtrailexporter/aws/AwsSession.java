package io.github.cloudtrailexporter.aws;

import io.github.cloudtrailexporter.poll.AwsCallException;
import io.github.cloudtrailexporter.poll.CloudTrailPort;
import io.github.cloudtrailexporter.poll.Deadline;
import io.github.cloudtrailexporter.target.AwsIdentity;
import io.github.cloudtrailexporter.trail.AwsName;
import io.github.cloudtrailexporter.trail.EventSelectors;
import io.github.cloudtrailexporter.trail.FailureReason;
import io.github.cloudtrailexporter.trail.TrailArn;
import io.github.cloudtrailexporter.trail.TrailSettings;
import io.github.cloudtrailexporter.trail.TrailStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.DescribeTrailsResponse;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Region;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.organizations.model.Account;
import software.amazon.awssdk.services.organizations.model.AccountState;
import software.amazon.awssdk.services.organizations.model.AccountStatus;
import software.amazon.awssdk.services.organizations.model.ListAccountsResponse;

/**
 * Calls AWS with the credentials of one session.
 *
 * @param signInRegion a Region of the partition of these credentials
 */
record AwsSession(AwsIdentity identity, SessionCredentials credentials, String signInRegion, Aws aws)
        implements CloudTrailPort.Session {

    /** What all sessions share. */
    record Aws(AwsClients clients, AwsCalls calls, Sts sts, TrailMapping mapping) {}

    @Override
    public String accountId(Duration timeout) throws AwsCallException {
        return identity instanceof AwsIdentity.Role role
                ? role.accountId()
                : aws.sts().accountId(credentials, signInRegion, timeout);
    }

    @Override
    public Set<String> enabledRegions(String region, Duration timeout) throws AwsCallException {
        Ec2Client client = aws.clients().ec2(region);
        List<Region> enabled = call(
                        Operation.DESCRIBE_REGIONS,
                        timeout,
                        bounds ->
                                client.describeRegions(r -> r.allRegions(false).overrideConfiguration(bounds)))
                .regions();
        Set<String> regions = enabled.stream()
                .map(Region::regionName)
                .filter(AwsSession::isRegion)
                .collect(Collectors.toCollection(TreeSet::new));
        if (regions.isEmpty()) {
            // Every account has Regions; an empty list would remove every trail from the page.
            throw new AwsCallException(FailureReason.BAD_RESPONSE);
        }
        return regions;
    }

    /** The name becomes part of the host name of the next call. */
    private static boolean isRegion(String name) {
        return name != null && name.matches("[a-z0-9-]{1,64}");
    }

    @Override
    public TrailStatus trailStatus(TrailArn trail, String region, Duration timeout) throws AwsCallException {
        CloudTrailClient client = aws.clients().cloudTrail(region);
        return aws.mapping()
                .status(
                        trail,
                        call(
                                Operation.GET_TRAIL_STATUS,
                                timeout,
                                bounds -> client.getTrailStatus(
                                        r -> r.name(trail.toString()).overrideConfiguration(bounds))));
    }

    @Override
    public EventSelectors eventSelectors(TrailArn trail, String region, Duration timeout) throws AwsCallException {
        CloudTrailClient client = aws.clients().cloudTrail(region);
        return SelectorMapping.selectors(call(
                Operation.GET_EVENT_SELECTORS,
                timeout,
                bounds -> client.getEventSelectors(
                        r -> r.trailName(trail.toString()).overrideConfiguration(bounds))));
    }

    @Override
    public Map<TrailArn, TrailSettings> describeTrails(String region, Duration timeout) throws AwsCallException {
        CloudTrailClient client = aws.clients().cloudTrail(region);
        DescribeTrailsResponse response = call(
                Operation.DESCRIBE_TRAILS,
                timeout,
                bounds -> client.describeTrails(r -> r.includeShadowTrails(true).overrideConfiguration(bounds)));
        if (!response.hasTrailList()) {
            throw new AwsCallException(FailureReason.BAD_RESPONSE);
        }
        return aws.mapping().settings(response);
    }

    @Override
    public List<CloudTrailPort.OrganizationAccount> organizationAccounts(Duration timeout) throws AwsCallException {
        Deadline deadline = Deadline.in(timeout);
        List<CloudTrailPort.OrganizationAccount> active = new ArrayList<>();
        Set<String> pages = new HashSet<>();
        String page = null;
        do {
            if (!pages.add(page)) {
                // A page token that repeats would loop until the deadline.
                throw new AwsCallException(FailureReason.BAD_RESPONSE);
            }
            ListAccountsResponse response = accounts(page, deadline.remaining());
            response.accounts().stream()
                    .filter(AwsSession::isActive)
                    .map(account -> new CloudTrailPort.OrganizationAccount(
                            account.id(), Objects.requireNonNullElse(account.name(), "")))
                    .forEach(active::add);
            page = response.nextToken();
        } while (page != null);
        return List.copyOf(active);
    }

    private ListAccountsResponse accounts(String page, Duration timeout) throws AwsCallException {
        OrganizationsClient client = aws.clients().organizations(signInRegion);
        ListAccountsResponse response = call(
                Operation.LIST_ACCOUNTS,
                timeout,
                bounds -> client.listAccounts(r -> r.nextToken(page).overrideConfiguration(bounds)));
        if (!response.hasAccounts()) {
            throw new AwsCallException(FailureReason.BAD_RESPONSE);
        }
        return response;
    }

    /** AWS withdraws {@code Status} in favor of {@code State} in September 2026; either may be missing. */
    private static boolean isActive(Account account) {
        if (account == null || account.id() == null || !AwsName.isAccountId(account.id())) {
            return false;
        }
        return account.state() == null
                ? account.status() == AccountStatus.ACTIVE
                : account.state() == AccountState.ACTIVE;
    }

    private <T> T call(Operation operation, Duration timeout, Function<AwsRequestOverrideConfiguration, T> request)
            throws AwsCallException {
        return aws.calls().make(operation, credentials, timeout, request);
    }
}
