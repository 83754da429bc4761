package io.github.cloudtrailexporter.demo;

import io.github.cloudtrailexporter.trail.TrailArn;
import io.github.cloudtrailexporter.trail.TrailStatus.Destination;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The demo's made-up company: an organization of nine accounts with eleven trails, each with a story of its own. What is
 * healthy stays healthy, what is broken stays broken, and one trail breaks and heals while people watch. Another one stops
 * recording management events for a while, and one account outside the organization has no trail.
 */
public final class DemoCompany {

    /** When the incident begins, counted from the start of the demo. */
    public static final Duration BREAKS_AFTER = Duration.ofMinutes(2);

    /** How long the incident lasts. */
    public static final Duration HEALS_AFTER = Duration.ofMinutes(4);

    /** When an attacker switches off the management events of a trail that goes on logging, counted from the start. */
    public static final Duration EVENTS_OFF_AFTER = Duration.ofMinutes(3);

    /** How long they are off. */
    public static final Duration EVENTS_ON_AFTER = Duration.ofMinutes(20);

    /**
     * No log file is due for a while before the incident. The alert fires only when the last log file is 15 minutes old,
     * and the demo shows it within minutes.
     */
    private static final Duration IDLE_BEFORE = Duration.ofMinutes(22);

    private static final String ROLE = "cloudtrail-exporter";
    private static final String MANAGEMENT = "111122223333";
    private static final String SECURITY = "444455556666";
    private static final String PAYMENTS = "222233334444";
    private static final String LEGACY = "333344445555";
    private static final String SANDBOX = "555566667777";
    private static final String WEBSHOP = "666677778888";
    private static final String DATA = "777788889999";
    private static final String PEOPLE = "888899990000";
    private static final String RESEARCH = "999900001111";

    /** Was bought last week; it is outside the organization, and nobody has made a trail there. */
    private static final String ACQUIRED = "121212121212";

    /** Where the organization's trail is listed; discovery covers the same Regions, so that it adds no pair to the page. */
    private static final List<String> REGIONS = List.of("us-east-1", "eu-west-1", "ap-northeast-1");

    private final Instant start;
    private final DemoFleet fleet =
            new DemoFleet(SECURITY, Set.of("us-east-1", "us-west-2", "eu-west-1", "eu-central-1", "ap-northeast-1"));

    /** @param start the moment from which the incident is counted */
    public DemoCompany(Instant start) {
        this.start = start;
        addAccounts();
        addHealthyTrails();
        addTrailsThatCannotDeliver();
        addTrailsOfOtherStates();
        addIncident();
    }

    DemoFleet fleet() {
        return fleet;
    }

    private void addAccounts() {
        fleet.account(MANAGEMENT, "acme-management");
        fleet.account(SECURITY, "acme-security");
        fleet.account(PAYMENTS, "acme-payments");
        fleet.account(LEGACY, "acme-legacy");
        fleet.account(SANDBOX, "acme-sandbox");
        fleet.account(WEBSHOP, "acme-webshop");
        fleet.account(DATA, "acme-data");
        fleet.account(PEOPLE, "acme-people");
        fleet.account(RESEARCH, "acme-research");
        fleet.outsider(ACQUIRED, "acquired-startup");
    }

    private void addHealthyTrails() {
        trail(MANAGEMENT, "organization-trail", "us-east-1", "acme-org-cloudtrail-logs")
                .organization(REGIONS)
                .keyPrefix("org")
                .topic("arn:aws:sns:us-east-1:111122223333:cloudtrail-log-files")
                .key("arn:aws:kms:us-east-1:111122223333:key/0d9f8a1c-5b2e-4c7d-9e1f-2a3b4c5d6e7f")
                .logGroup();
        // Nothing to log for five days; the hourly digests prove that the trail works.
        trail(SECURITY, "evidence-write-events", "us-east-1", "acme-security-evidence")
                .story(Destination.S3, regular -> Timeline.last(ago(Duration.ofDays(5))))
                .writeOnly()
                .managementEventsOff(
                        start.plus(EVENTS_OFF_AFTER),
                        start.plus(EVENTS_OFF_AFTER).plus(EVENTS_ON_AFTER));
    }

    private void addTrailsThatCannotDeliver() {
        // The bucket policy has denied log files and digests for three hours; CloudWatch Logs goes on.
        failing(
                trail(PAYMENTS, "payments-audit", "eu-west-1", "acme-payments-cloudtrail")
                        .logGroup(),
                Duration.ofHours(3),
                "AccessDenied");
        // The bucket was deleted eight days ago.
        failing(
                trail(LEGACY, "legacy-trail", "us-west-2", "acme-legacy-trail-2019"),
                Duration.ofDays(8),
                "NoSuchBucket");
        // The KMS key is disabled: neither log files nor digests can be encrypted.
        failing(
                trail(PEOPLE, "people-records", "eu-central-1", "acme-people-cloudtrail")
                        .key("arn:aws:kms:eu-central-1:888899990000:key/7c1e2f3a-9b8d-4e6f-a1b2-c3d4e5f60718"),
                Duration.ofMinutes(100),
                "KMS.DisabledException");
        // The policy of the SNS topic denies notifications.
        trail(WEBSHOP, "webshop-trail", "us-east-1", "acme-webshop-cloudtrail")
                .topic("arn:aws:sns:us-east-1:666677778888:webshop-log-files")
                .story(
                        Destination.SNS,
                        regular -> regular.failingSince(ago(Duration.ofHours(5)), "AuthorizationError"));
        // The role for CloudWatch Logs was deleted; S3 goes on.
        trail(DATA, "data-platform", "us-east-1", "acme-data-cloudtrail")
                .story(
                        Destination.CLOUDWATCH_LOGS,
                        regular -> regular.failingSince(ago(Duration.ofHours(26)), "AccessDenied"));
    }

    private void addTrailsOfOtherStates() {
        trail(SANDBOX, "sandbox-trail", "us-east-1", "acme-sandbox-cloudtrail").stoppedAt(ago(Duration.ofHours(6)));
        // Started two hours ago, and no log file was ever delivered.
        trail(RESEARCH, "research-new", "eu-west-1", "acme-research-cloudtrail")
                .withoutDigests()
                .startedAt(ago(Duration.ofHours(2)))
                .story(Destination.S3, regular -> Timeline.never());
        trail(RESEARCH, "research-trail", "us-east-1", "acme-research-cloudtrail")
                .deny();
    }

    private void addIncident() {
        Instant breaks = start.plus(BREAKS_AFTER);
        Instant heals = breaks.plus(HEALS_AFTER);
        trail(WEBSHOP, "checkout-trail", "us-east-1", "acme-checkout-cloudtrail")
                .story(
                        Destination.S3,
                        regular -> regular.idleSince(breaks.minus(IDLE_BEFORE))
                                .failingSince(breaks, "AccessDenied")
                                .repairedAt(heals, regular));
    }

    private DemoTrail trail(String account, String name, String region, String bucket) {
        return fleet.add(new DemoTrail(new TrailArn("aws", region, account, name), bucket, start));
    }

    private void failing(DemoTrail trail, Duration since, String error) {
        trail.story(Destination.S3, regular -> regular.failingSince(ago(since), error))
                .story(Destination.DIGEST, regular -> regular.failingSince(ago(since), error));
    }

    private Instant ago(Duration duration) {
        return start.minus(duration);
    }

    /** The configuration file that polls every trail and discovers the organization. */
    public String configuration() {
        // The incident is over in minutes, and a call costs nothing here.
        return "poll:\n  min_interval: 5s\ndiscovery_interval: 1m\ntrails:\n"
                + fleet.trails().stream().map(this::listed).collect(Collectors.joining())
                + """
                discovery:
                  - organization:
                      role_name: %1$s
                    regions: [%2$s]
                  - role_arn: arn:aws:iam::%3$s:role/%1$s
                    account_name: acquired-startup
                    regions: [%2$s]
                """.formatted(ROLE, String.join(", ", REGIONS), ACQUIRED);
    }

    private String listed(DemoTrail trail) {
        String account = trail.arn().accountId();
        String entry = "  - arn: " + trail.arn() + "\n    regions: [" + String.join(", ", trail.regions())
                + "]\n    account_name: " + fleet.accountNames().get(account) + "\n";
        return account.equals(SECURITY)
                ? entry
                : entry + "    role_arn: arn:aws:iam::" + account + ":role/" + ROLE + "\n";
    }
}
