package io.github.cloudtrailexporter.poll.discovery;

import io.github.cloudtrailexporter.poll.Answer;
import io.github.cloudtrailexporter.poll.CallPool;
import io.github.cloudtrailexporter.poll.CloudTrailPort;
import io.github.cloudtrailexporter.poll.CloudTrailPort.OrganizationAccount;
import io.github.cloudtrailexporter.poll.FakeCloudTrail;
import io.github.cloudtrailexporter.poll.MetadataCache;
import io.github.cloudtrailexporter.poll.PollerResources;
import io.github.cloudtrailexporter.target.AwsIdentity;
import io.github.cloudtrailexporter.target.DiscoverySource;
import io.github.cloudtrailexporter.target.DiscoverySource.OneAccount;
import io.github.cloudtrailexporter.target.DiscoverySource.Organization;
import io.github.cloudtrailexporter.target.Plan;
import io.github.cloudtrailexporter.target.Regions;
import io.github.cloudtrailexporter.target.Shard;
import io.github.cloudtrailexporter.target.Target;
import io.github.cloudtrailexporter.trail.DiscoveryReport;
import io.github.cloudtrailexporter.trail.TrailArn;
import io.github.cloudtrailexporter.trail.TrailKey;
import io.github.cloudtrailexporter.trail.TrailSettings;
import io.github.cloudtrailexporter.trail.TrailStatus;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A made-up fleet for the tests of discovery, and the results of discovery as text. */
final class FleetFixture {

    static final String HOME = "us-east-1";
    static final String OWN = FakeCloudTrail.AMBIENT_ACCOUNT;
    static final String MEMBER = "444455556666";
    static final String OTHER = "777788889999";
    static final AwsIdentity AMBIENT = new AwsIdentity.Ambient();
    static final TrailStatus LOGGING = new TrailStatus(true, Map.of(), Optional.empty(), Optional.empty());

    static final TrailSettings SETTINGS = new TrailSettings(
            new TrailSettings.Destinations("bucket", "", "", "", ""),
            true,
            false,
            false,
            new TrailSettings.Recording(true, false, false));

    private FleetFixture() {}

    static AwsIdentity.Role role(String account) {
        return new AwsIdentity.Role("arn:aws:iam::" + account + ":role/reader", "");
    }

    static TrailArn trail(String account, String region, String name) {
        return new TrailArn("aws", region, account, name);
    }

    static Answer<Map<TrailArn, TrailSettings>> trails(TrailArn... arns) {
        return Answer.value(Arrays.stream(arns).collect(Collectors.toMap(Function.identity(), arn -> SETTINGS)));
    }

    static Answer<List<OrganizationAccount>> accounts(String... ids) {
        return Answer.value(Arrays.stream(ids)
                .map(id -> new OrganizationAccount(id, "name of " + id))
                .toList());
    }

    static DiscoverySource own(Regions regions) {
        return new DiscoverySource(new OneAccount(AMBIENT, ""), regions, name -> true);
    }

    static DiscoverySource in(String account, Regions regions) {
        return new DiscoverySource(new OneAccount(role(account), "called " + account), regions, name -> true);
    }

    static DiscoverySource organization(Regions regions, String... excluded) {
        return new DiscoverySource(new Organization(AMBIENT, "reader", "", Set.of(excluded)), regions, name -> true);
    }

    static Regions regions(String... names) {
        return new Regions.Listed(List.of(names));
    }

    static PollerResources resources(CloudTrailPort aws, CallPool pool, DiscoverySource... sources) {
        return resourcesIn(HOME, aws, pool, sources);
    }

    static PollerResources resourcesIn(String region, CloudTrailPort aws, CallPool pool, DiscoverySource... sources) {
        Plan plan = new Plan(List.of(), List.of(sources), Shard.ALL, region);
        MetadataCache cache = new MetadataCache(Duration.ofMinutes(10), System::nanoTime);
        return new PollerResources(aws, plan, pool, cache, Clock.systemUTC());
    }

    /** What is known, as {@code ACCOUNT/TRAIL in REGION as WHO}. */
    static List<String> texts(Collection<Target> targets) {
        return targets.stream().map(FleetFixture::text).sorted().toList();
    }

    private static String text(Target target) {
        String who = target.identity() instanceof AwsIdentity.Role role ? role.accountId() : "ambient";
        return text(target.key()) + " as " + who;
    }

    static String text(TrailKey key) {
        return key.accountId() + "/" + key.trail() + " in " + key.awsRegion();
    }

    /** What is reported, as {@code ACCOUNT REGION TRAILS} and the reason of a failure. */
    static List<String> reports(Collection<DiscoveryReport> reports) {
        return reports.stream().map(FleetFixture::text).sorted().toList();
    }

    private static String text(DiscoveryReport report) {
        String trails = report.trails().isPresent() ? "" + report.trails().getAsInt() : "?";
        String failure = report.failure().map(f -> " " + f.reason().label()).orElse("");
        return report.accountId() + " " + report.awsRegion() + " " + trails + failure;
    }
}
