package io.github.cloudtrailexporter.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Builds the demo's fictitious company: an organization of nine accounts, each with a trail in one state. */
final class DemoCompany {

    /** No log file is due for a while before the incident: the alert fires when the last one is 15 minutes old. */
    private static final Duration IDLE_BEFORE = Duration.ofMinutes(22);

    static final String ROLE = "cloudtrail-exporter";
    static final String MANAGEMENT = "111122223333";
    static final String SECURITY = "444455556666";

    private final SimulatedAws aws;
    private final SimulatedOrganization organization;
    private final Instant start;
    private final DemoTimings timings;
    private final List<DemoTrail> trails = new ArrayList<>();

    private DemoCompany(SimulatedAws aws, Clock clock, DemoTimings timings) {
        this.aws = aws;
        this.organization = aws.organization(MANAGEMENT);
        this.start = clock.instant();
        this.timings = timings;
    }

    static List<DemoTrail> found(SimulatedAws aws, Clock clock, DemoTimings timings) {
        DemoCompany company = new DemoCompany(aws, clock, timings);
        company.foundAccounts();
        company.healthyTrail();
        company.refusingBucket();
        company.deletedBucket();
        company.stoppedTrail();
        company.disabledKey();
        company.refusingTopic();
        company.missingLogsRole();
        company.idleTrail();
        company.trailWithoutAnyDelivery();
        company.trailThatCannotBeAsked();
        company.trailThatBreaksAndHeals();
        return List.copyOf(company.trails);
    }

    private void foundAccounts() {
        aws.account(MANAGEMENT).name("acme-management").role(ROLE);
        organization.delegatedAdministrator(SECURITY);
        member(SECURITY, "acme-security");
        member("222233334444", "acme-payments");
        member("333344445555", "acme-legacy");
        member("555566667777", "acme-sandbox");
        member("666677778888", "acme-webshop");
        member("777788889999", "acme-data");
        member("888899990000", "acme-people");
        member("999900001111", "acme-research");
        organization.suspended("123456789012").name("acme-closed-2024");
        aws.ambientAccount(SECURITY);
    }

    private void member(String id, String name) {
        organization.member(id).name(name).role(ROLE);
    }

    private void healthyTrail() {
        SimulatedTrail trail = aws.account(MANAGEMENT)
                .trail("organization-trail", "us-east-1")
                .multiRegion(true)
                .organization(true)
                .bucket("acme-org-cloudtrail-logs")
                .keyPrefix("org")
                .snsTopic("arn:aws:sns:us-east-1:111122223333:cloudtrail-log-files")
                .kmsKey("arn:aws:kms:us-east-1:111122223333:key/0d9f8a1c-5b2e-4c7d-9e1f-2a3b4c5d6e7f")
                .validation(true);
        logGroup(trail);
        add(trail, "healthy, asked in three Regions", "us-east-1", "eu-west-1", "ap-northeast-1");
    }

    private void refusingBucket() {
        SimulatedTrail payments = failing(
                trail("222233334444", "payments-audit", "eu-west-1").bucket("acme-payments-cloudtrail"),
                Duration.ofHours(3),
                "AccessDenied");
        logGroup(payments);
        add(payments, "for three hours the bucket policy has refused log files and digests, CloudWatch Logs goes on");
    }

    private void deletedBucket() {
        SimulatedTrail legacy = failing(
                trail("333344445555", "legacy-trail", "us-west-2").bucket("acme-legacy-trail-2019"),
                Duration.ofDays(8),
                "NoSuchBucket");
        add(legacy, "the bucket was deleted eight days ago");
    }

    private void stoppedTrail() {
        SimulatedTrail sandbox = trail("555566667777", "sandbox-trail", "us-east-1")
                .bucket("acme-sandbox-cloudtrail")
                .stopLogging(ago(Duration.ofHours(6)));
        add(sandbox, "somebody stopped logging six hours ago");
    }

    private void disabledKey() {
        SimulatedTrail people = failing(
                trail("888899990000", "people-records", "eu-central-1")
                        .bucket("acme-people-cloudtrail")
                        .kmsKey("arn:aws:kms:eu-central-1:888899990000:key/7c1e2f3a-9b8d-4e6f-a1b2-c3d4e5f60718"),
                Duration.ofMinutes(100),
                "KMS.DisabledException");
        add(people, "the KMS key is disabled, log files and digests cannot be encrypted");
    }

    private void refusingTopic() {
        SimulatedTrail webshop = trail("666677778888", "webshop-trail", "us-east-1")
                .bucket("acme-webshop-cloudtrail")
                .snsTopic("arn:aws:sns:us-east-1:666677778888:webshop-log-files");
        since(webshop, Destination.SNS, Duration.ofHours(5), "AuthorizationError");
        add(webshop, "the SNS topic's policy refuses notices");
    }

    private void missingLogsRole() {
        SimulatedTrail data =
                trail("777788889999", "data-platform", "us-east-1").bucket("acme-data-cloudtrail");
        logGroup(data);
        since(data, Destination.CLOUDWATCH_LOGS, Duration.ofHours(26), "AccessDenied");
        add(data, "the role for CloudWatch Logs is gone, S3 goes on");
    }

    private void idleTrail() {
        SimulatedTrail idle = trail(SECURITY, "evidence-write-events", "us-east-1")
                .bucket("acme-security-evidence")
                .deliveries(Destination.S3, Timeline.last(ago(Duration.ofDays(5))));
        add(idle, "nothing to log for five days, but fresh digests prove that it works");
    }

    private void trailWithoutAnyDelivery() {
        SimulatedTrail young = trail("999900001111", "research-new", "eu-west-1")
                .bucket("acme-research-cloudtrail")
                .validation(false)
                .startLogging(ago(Duration.ofHours(2)))
                .deliveries(Destination.S3, Timeline.never());
        add(young, "started two hours ago and never delivered");
    }

    private void trailThatCannotBeAsked() {
        SimulatedTrail trail =
                trail("999900001111", "research-trail", "us-east-1").bucket("acme-research-cloudtrail");
        for (String operation : List.of("GetTrailStatus", "GetEventSelectors")) {
            aws.inject(FaultScope.on(operation).account("999900001111").trail(trail.name()), Fault.accessDenied());
        }
        add(trail, "cannot be asked, GetTrailStatus is denied");
    }

    private void trailThatBreaksAndHeals() {
        SimulatedTrail trail =
                trail("666677778888", "checkout-trail", "us-east-1").bucket("acme-checkout-cloudtrail");
        Instant breaks = start.plus(timings.breaksAfter());
        Timeline healthy = trail.timeline(Destination.S3, trail.homeRegion());
        Instant heals = breaks.plus(timings.healsAfter());
        Timeline before = healthy.failingSince(breaks.minus(IDLE_BEFORE), "").failingSince(breaks, "AccessDenied");
        Timeline after = healthy.outage(breaks, heals, "AccessDenied");
        trail.deliveries(Destination.S3, now -> now.isBefore(heals) ? before.at(now) : after.at(now));
        add(
                trail,
                "breaks " + timings.breaksAfter().toSeconds() + " s after the start and heals "
                        + timings.healsAfter().toSeconds() + " s later, delivering its backlog");
    }

    private SimulatedTrail trail(String account, String name, String region) {
        return aws.account(account).trail(name, region).validation(true);
    }

    private SimulatedTrail failing(SimulatedTrail trail, Duration since, String error) {
        return since(since(trail, Destination.S3, since, error), Destination.DIGEST, since, error);
    }

    private SimulatedTrail since(SimulatedTrail trail, Destination destination, Duration since, String error) {
        Timeline healthy = trail.timeline(destination, trail.homeRegion());
        return trail.deliveries(destination, healthy.failingSince(ago(since), error));
    }

    private static void logGroup(SimulatedTrail trail) {
        String account = trail.account().id();
        trail.logGroup(
                "arn:aws:logs:" + trail.homeRegion() + ":" + account + ":log-group:cloudtrail/" + trail.name() + ":*",
                "arn:aws:iam::" + account + ":role/cloudtrail-to-cloudwatch-logs");
    }

    private Instant ago(Duration duration) {
        return start.minus(duration);
    }

    private void add(SimulatedTrail trail, String story, String... regions) {
        String account = trail.account().id();
        trails.add(new DemoTrail(
                trail.arn(),
                regions.length == 0 ? List.of(trail.homeRegion()) : List.of(regions),
                account.equals(SECURITY) ? "" : trail.account().role(ROLE).arn(),
                trail.account().name(),
                story));
    }
}
