package io.github.cloudtrailexporter.demo;

import io.github.cloudtrailexporter.trail.TrailArn;
import io.github.cloudtrailexporter.trail.TrailStatus.Destination;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The demo's fictitious company: an organization of nine accounts with eleven trails, each in a state of its own. Healthy
 * trails stay healthy and broken ones broken; one trail breaks and recovers a few minutes after the start, another one
 * stops recording management events for a while, and one account outside the organization has no trail.
 */
public final class DemoCompany {

    /** When the incident begins, counted from the start of the demo. */
    static final Duration BREAKS_AFTER = Duration.ofMinutes(2);

    /** How long the incident lasts. */
    static final Duration HEALS_AFTER = Duration.ofMinutes(4);

    /** When the management events of a trail that continues to log are switched off, counted from the start. */
    static final Duration EVENTS_OFF_AFTER = Duration.ofMinutes(3);

    /** How long they are off. */
    static final Duration EVENTS_ON_AFTER = Duration.ofMinutes(20);

    /**
     * No log file is due for a while before the incident. The alert fires only when the last log file is 15 minutes old,
     * and the demo shows it within minutes.
     */
    private static final Duration IDLE_BEFORE = Duration.ofMinutes(22);

    static final String ROLE = "cloudtrail-exporter";
    static final String MANAGEMENT = "111122223333";
    static final String SECURITY = "444455556666";
    private static final String PAYMENTS = "222233334444";
    private static final String LEGACY = "333344445555";
    private static final String SANDBOX = "555566667777";
    private static final String WEBSHOP = "666677778888";
    private static final String DATA = "777788889999";
    private static final String PEOPLE = "888899990000";
    private static final String RESEARCH = "999900001111";

    private static final Map<String, String> MEMBERS = Map.of(
            MANAGEMENT, "acme-management",
            SECURITY, "acme-security",
            PAYMENTS, "acme-payments",
            LEGACY, "acme-legacy",
            SANDBOX, "acme-sandbox",
            WEBSHOP, "acme-webshop",
            DATA, "acme-data",
            PEOPLE, "acme-people",
            RESEARCH, "acme-research");

    /** An acquired company, outside the organization, without a trail. */
    private static final String ACQUIRED = "121212121212";

    /** Where the organization's trail is listed; discovery covers the same Regions, so that it adds no pair to the page. */
    private static final List<String> REGIONS = List.of("us-east-1", "eu-west-1", "ap-northeast-1");

    private final Instant start;
    private final List<DemoTrail> trails = new ArrayList<>();

    /** @param start the moment from which the incident is counted */
    public DemoCompany(Instant start) {
        this(start, BREAKS_AFTER, HEALS_AFTER);
    }

    DemoCompany(Instant start, Duration breaksAfter, Duration healsAfter) {
        this.start = start;
        addWorkingTrails();
        addFailingTrails();
        addOtherTrails();
        addIncident(start.plus(breaksAfter), start.plus(breaksAfter).plus(healsAfter));
    }

    DemoFleet fleet() {
        Set<String> regions = Set.of("us-east-1", "us-west-2", "eu-west-1", "eu-central-1", "ap-northeast-1");
        return new DemoFleet(SECURITY, regions, MEMBERS, Set.of(ACQUIRED), trails);
    }

    private void addWorkingTrails() {
        trail(MANAGEMENT, "organization-trail", "us-east-1", "acme-org-cloudtrail-logs")
                .organization(REGIONS)
                .topic("cloudtrail-log-files")
                .key("0d9f8a1c-5b2e-4c7d-9e1f-2a3b4c5d6e7f")
                .logGroup();
        // Nothing to log for five days; the hourly digests prove that the trail works.
        Instant eventsOff = start.plus(EVENTS_OFF_AFTER);
        Instant eventsOn = eventsOff.plus(EVENTS_ON_AFTER);
        trail(SECURITY, "evidence-write-events", "us-east-1", "acme-security-evidence")
                .story(Destination.S3, (regular, now) -> DemoTrail.delivered(ago(Duration.ofDays(5))))
                .writeOnly(now -> now.isBefore(eventsOff) || !now.isBefore(eventsOn));
    }

    private void addFailingTrails() {
        // The bucket policy denies log files and digests; CloudWatch Logs continues.
        trail(PAYMENTS, "payments-audit", "eu-west-1", "acme-payments-cloudtrail")
                .failing(ago(Duration.ofHours(3)), "AccessDenied", Destination.S3, Destination.DIGEST)
                .logGroup();
        // The bucket was deleted.
        trail(LEGACY, "legacy-trail", "us-west-2", "acme-legacy-trail-2019")
                .failing(ago(Duration.ofDays(8)), "NoSuchBucket", Destination.S3, Destination.DIGEST);
        // The KMS key is disabled: neither log files nor digests can be encrypted.
        trail(PEOPLE, "people-records", "eu-central-1", "acme-people-cloudtrail")
                .key("7c1e2f3a-9b8d-4e6f-a1b2-c3d4e5f60718")
                .failing(ago(Duration.ofMinutes(100)), "KMS.DisabledException", Destination.S3, Destination.DIGEST);
        // The policy of the SNS topic denies notifications.
        trail(WEBSHOP, "webshop-trail", "us-east-1", "acme-webshop-cloudtrail")
                .topic("webshop-log-files")
                .failing(ago(Duration.ofHours(5)), "AuthorizationError", Destination.SNS);
        // The role for CloudWatch Logs was deleted; S3 continues.
        trail(DATA, "data-platform", "us-east-1", "acme-data-cloudtrail")
                .failing(ago(Duration.ofHours(26)), "AccessDenied", Destination.CLOUDWATCH_LOGS);
    }

    private void addOtherTrails() {
        trail(SANDBOX, "sandbox-trail", "us-east-1", "acme-sandbox-cloudtrail").stoppedAt(ago(Duration.ofHours(6)));
        trail(RESEARCH, "research-new", "eu-west-1", "acme-research-cloudtrail")
                .neverDeliveredSince(ago(Duration.ofHours(2)));
        trail(RESEARCH, "research-trail", "us-east-1", "acme-research-cloudtrail")
                .deny();
    }

    /** A trail breaks; when it is repaired, it delivers the backlog at once, as in AWS. */
    private void addIncident(Instant breaks, Instant heals) {
        Instant idle = breaks.minus(IDLE_BEFORE);
        trail(WEBSHOP, "checkout-trail", "us-east-1", "acme-checkout-cloudtrail")
                .story(Destination.S3, (regular, now) -> {
                    if (now.isBefore(breaks)) {
                        return DemoTrail.delivered(regular.apply(now.isBefore(idle) ? now : idle));
                    }
                    if (now.isBefore(heals)) {
                        return DemoTrail.failed(regular.apply(idle), "AccessDenied");
                    }
                    Instant latest = regular.apply(now);
                    return DemoTrail.delivered(latest.isBefore(heals) ? heals : latest);
                });
    }

    private DemoTrail trail(String account, String name, String region, String bucket) {
        DemoTrail trail = new DemoTrail(new TrailArn("aws", region, account, name), bucket, start);
        trails.add(trail);
        return trail;
    }

    private Instant ago(Duration duration) {
        return start.minus(duration);
    }

    /** The configuration file that polls every trail and discovers the organization. */
    public String configuration() {
        // The incident is over in minutes, and a call costs nothing here.
        return """
                poll:
                  min_interval: 5s
                discovery_interval: 1m
                %4$sdiscovery:
                  - organization:
                      role_name: %1$s
                    regions: [%2$s]
                  - role_arn: arn:aws:iam::%3$s:role/%1$s
                    account_name: acquired-startup
                    regions: [%2$s]
                """.formatted(ROLE, String.join(", ", REGIONS), ACQUIRED, listedTrails());
    }

    /** The section {@code trails} of the configuration file. */
    String listedTrails() {
        return "trails:\n" + trails.stream().map(DemoCompany::listed).collect(Collectors.joining());
    }

    private static String listed(DemoTrail trail) {
        String account = trail.arn().accountId();
        String entry = "  - arn: " + trail.arn() + "\n    regions: [" + String.join(", ", trail.regions())
                + "]\n    account_name: " + MEMBERS.get(account) + "\n";
        return account.equals(SECURITY)
                ? entry
                : entry + "    role_arn: arn:aws:iam::" + account + ":role/" + ROLE + "\n";
    }
}
