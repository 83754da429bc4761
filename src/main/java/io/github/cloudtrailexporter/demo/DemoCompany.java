package io.github.cloudtrailexporter.demo;

import io.github.cloudtrailexporter.demo.DemoTrail.Gap;
import io.github.cloudtrailexporter.demo.DemoTrail.State;
import io.github.cloudtrailexporter.trail.TrailArn;
import io.github.cloudtrailexporter.trail.TrailStatus.Destination;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The demo's fictitious company: an organization of nine accounts with eleven trails, each in a state of its own. Healthy
 * trails stay healthy and broken ones broken; one trail breaks and recovers a few minutes after the start, another one
 * stops recording management events for a while, and one account outside the organization has no trail.
 * The role of each account, of whatever name, may be assumed.
 *
 * @param ambientAccount the account of the ambient credentials; it may list the accounts of the organization
 * @param regions enabled in every account
 * @param members the active accounts of the organization, from account id to name
 * @param outsiders accounts outside the organization, whose trail does not cover them
 */
public record DemoCompany(
        String ambientAccount,
        Set<String> regions,
        Map<String, String> members,
        Set<String> outsiders,
        List<DemoTrail> trails) {

    /** The incident, counted from the start of the demo, and its end, counted from its beginning. */
    static final Duration BREAKS_AFTER = Duration.ofMinutes(2);

    static final Duration HEALS_AFTER = Duration.ofMinutes(4);

    /** Without management events, a trail continues to log: from the start of the demo, then from when they are off. */
    static final Duration EVENTS_OFF_AFTER = Duration.ofMinutes(3);

    static final Duration EVENTS_ON_AFTER = Duration.ofMinutes(20);

    /** The alert fires only when the last log file is 15 minutes old, and the demo shows it within minutes. */
    static final Duration IDLE_BEFORE = Duration.ofMinutes(22);

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

    /** Outside the organization, without a trail. */
    private static final String ACQUIRED = "121212121212";

    /** Where the organization's trail is listed; discovery covers the same Regions, so that it adds no pair to the page. */
    static final List<String> POLLED_REGIONS = List.of("us-east-1", "eu-west-1", "ap-northeast-1");

    public DemoCompany(Instant start) {
        this(
                SECURITY,
                Set.of("us-east-1", "us-west-2", "eu-west-1", "eu-central-1", "ap-northeast-1"),
                MEMBERS,
                Set.of(ACQUIRED),
                Stream.concat(failing(start), others(start)).toList());
    }

    private static Stream<DemoTrail> failing(Instant start) {
        return Stream.of(
                // The bucket policy denies log files and digests; CloudWatch Logs continues.
                trail(start, PAYMENTS, "payments-audit", "eu-west-1", "acme-payments-cloudtrail")
                        .interrupted(Duration.ofHours(3), "AccessDenied", Destination.S3, Destination.DIGEST)
                        .logGroup(),
                // The bucket was deleted.
                trail(start, LEGACY, "legacy-trail", "us-west-2", "acme-legacy-trail-2019")
                        .interrupted(Duration.ofDays(8), "NoSuchBucket", Destination.S3, Destination.DIGEST),
                // The KMS key is disabled: neither log files nor digests can be encrypted.
                trail(start, PEOPLE, "people-records", "eu-central-1", "acme-people-cloudtrail")
                        .key("7c1e2f3a-9b8d-4e6f-a1b2-c3d4e5f60718")
                        .interrupted(
                                Duration.ofMinutes(100), "KMS.DisabledException", Destination.S3, Destination.DIGEST),
                // The policy of the SNS topic denies notifications.
                trail(start, WEBSHOP, "webshop-trail", "us-east-1", "acme-webshop-cloudtrail")
                        .topic("webshop-log-files")
                        .interrupted(Duration.ofHours(5), "AuthorizationError", Destination.SNS),
                // The role for CloudWatch Logs was deleted; S3 continues.
                trail(start, DATA, "data-platform", "us-east-1", "acme-data-cloudtrail")
                        .interrupted(Duration.ofHours(26), "AccessDenied", Destination.CLOUDWATCH_LOGS));
    }

    private static Stream<DemoTrail> others(Instant start) {
        Instant breaks = start.plus(BREAKS_AFTER);
        Gap incident = new Gap(breaks.minus(IDLE_BEFORE), breaks, breaks.plus(HEALS_AFTER), "AccessDenied");
        return Stream.of(
                trail(start, MANAGEMENT, "organization-trail", "us-east-1", "acme-org-cloudtrail-logs")
                        .state(State.ORGANIZATION)
                        .topic("cloudtrail-log-files")
                        .key("0d9f8a1c-5b2e-4c7d-9e1f-2a3b4c5d6e7f")
                        .logGroup(),
                // Nothing to log for five days; the hourly digests prove that the trail works.
                trail(start, SECURITY, "evidence-write-events", "us-east-1", "acme-security-evidence")
                        .interrupted(Duration.ofDays(5), "", Destination.S3)
                        .state(State.WRITE_ONLY),
                trail(start, SANDBOX, "sandbox-trail", "us-east-1", "acme-sandbox-cloudtrail")
                        .state(State.STOPPED),
                trail(start, RESEARCH, "research-new", "eu-west-1", "acme-research-cloudtrail")
                        .state(State.NEVER_DELIVERED),
                trail(start, RESEARCH, "research-trail", "us-east-1", "acme-research-cloudtrail")
                        .state(State.DENIED),
                trail(start, WEBSHOP, "checkout-trail", "us-east-1", "acme-checkout-cloudtrail")
                        .gap(incident, Destination.S3));
    }

    private static DemoTrail trail(Instant start, String account, String name, String region, String bucket) {
        return new DemoTrail(new TrailArn("aws", region, account, name), bucket, start);
    }

    boolean isKnown(String accountId) {
        return members.containsKey(accountId) || outsiders.contains(accountId);
    }

    /** What an account sees in a Region: its own trails and those of the organization, with their shadows. */
    Stream<DemoTrail> visible(String accountId, String region) {
        return trails.stream().filter(trail -> {
            boolean ofOrganization = trail.settings().organization();
            return (ofOrganization || trail.arn().homeRegion().equals(region))
                    && (trail.arn().accountId().equals(accountId)
                            || (ofOrganization && !outsiders.contains(accountId)));
        });
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
                """.formatted(ROLE, String.join(", ", POLLED_REGIONS), ACQUIRED, listedTrails());
    }

    String listedTrails() {
        return "trails:\n" + trails.stream().map(this::listed).collect(Collectors.joining());
    }

    private String listed(DemoTrail trail) {
        String account = trail.arn().accountId();
        String entry = "  - arn: " + trail.arn() + "\n    regions: [" + String.join(", ", trail.regions())
                + "]\n    account_name: " + members.get(account) + "\n";
        return account.equals(ambientAccount)
                ? entry
                : entry + "    role_arn: arn:aws:iam::" + account + ":role/" + ROLE + "\n";
    }
}
