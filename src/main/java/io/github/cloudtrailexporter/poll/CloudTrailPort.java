package io.github.cloudtrailexporter.poll;

import io.github.cloudtrailexporter.target.AwsIdentity;
import io.github.cloudtrailexporter.trail.EventSelectors;
import io.github.cloudtrailexporter.trail.TrailArn;
import io.github.cloudtrailexporter.trail.TrailSettings;
import io.github.cloudtrailexporter.trail.TrailStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * AWS, as the polls call it. Every call blocks until it has a result or {@code timeout} is over, and fails only with
 * {@link AwsCallException}. An interrupt may end a call earlier, but need not. Implementations are thread-safe.
 */
public interface CloudTrailPort extends AutoCloseable {

    /** Calls AssumeRole if the session of a role is due: in {@code region} if the environment names no Region. */
    Session signIn(AwsIdentity identity, String region, Duration timeout) throws AwsCallException;

    /** Releases connections and threads. Calls in flight fail. */
    @Override
    void close();

    /** Calls with certain credentials. Valid for one poll. */
    interface Session {

        /** The account of these credentials: from the role's ARN, else by GetCallerIdentity until one call succeeds. */
        String accountId(Duration timeout) throws AwsCallException;

        /** The Regions enabled for the account (EC2 DescribeRegions, called in {@code region}). */
        Set<String> enabledRegions(String region, Duration timeout) throws AwsCallException;

        /** GetTrailStatus, by ARN, called in {@code region}. */
        TrailStatus trailStatus(TrailArn trail, String region, Duration timeout) throws AwsCallException;

        /** GetEventSelectors, by ARN, called in {@code region}. The home Region of the trail always has them. */
        EventSelectors eventSelectors(TrailArn trail, String region, Duration timeout) throws AwsCallException;

        /** DescribeTrails with shadow trails: every trail visible in {@code region}, and its settings. */
        Map<TrailArn, TrailSettings> describeTrails(String region, Duration timeout) throws AwsCallException;

        /** The active accounts of the organization (Organizations ListAccounts, all pages). */
        List<OrganizationAccount> organizationAccounts(Duration timeout) throws AwsCallException;
    }

    /** An active account of the organization. Its id has 12 digits; its name may be empty. */
    record OrganizationAccount(String accountId, String name) {}
}
