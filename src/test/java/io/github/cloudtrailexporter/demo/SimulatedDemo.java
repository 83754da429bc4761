package io.github.cloudtrailexporter.demo;

import io.github.cloudtrailexporter.simulator.Destination;
import io.github.cloudtrailexporter.simulator.Fault;
import io.github.cloudtrailexporter.simulator.FaultScope;
import io.github.cloudtrailexporter.simulator.SimulatedAws;
import io.github.cloudtrailexporter.simulator.SimulatedOrganization;
import io.github.cloudtrailexporter.simulator.SimulatedTrail;
import io.github.cloudtrailexporter.simulator.Timeline;
import io.github.cloudtrailexporter.trail.ErrorCode;
import io.github.cloudtrailexporter.trail.TrailSettings;
import io.github.cloudtrailexporter.trail.TrailStatus;
import io.github.cloudtrailexporter.trail.TrailStatus.Delivery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The demo's company on the simulated AWS, for tests that need the wire protocol. Without the account outside the
 * organization; all trails have the default event selectors.
 */
public final class SimulatedDemo {

    private final SimulatedAws aws;
    private final DemoCompany company;
    private final Instant start;

    /**
     * Creates the accounts and trails.
     *
     * @param start now, by the clock of {@code aws}
     * @param breaksAfter from {@code start} until the last trail begins to fail
     * @param healsAfter from then on until it is repaired
     */
    public SimulatedDemo(SimulatedAws aws, Instant start, Duration breaksAfter, Duration healsAfter) {
        this.aws = aws;
        this.start = start;
        this.company = new DemoCompany(start);
        Instant breaks = start.plus(breaksAfter);
        Instant lastLogFile = breaks.minus(DemoCompany.IDLE_BEFORE);
        DemoTrail last = company.trails().get(company.trails().size() - 1);
        last.gap(
                new DemoTrail.Gap(lastLogFile, breaks, breaks.plus(healsAfter), "AccessDenied"),
                TrailStatus.Destination.S3);
        addAccounts();
        company.trails().forEach(this::add);
    }

    private void addAccounts() {
        SimulatedOrganization organization = aws.organization(DemoCompany.MANAGEMENT);
        organization.delegatedAdministrator(DemoCompany.SECURITY);
        company.members().keySet().stream()
                .filter(account -> !account.equals(DemoCompany.MANAGEMENT))
                .forEach(organization::member);
        company.members()
                .forEach((account, name) -> aws.account(account).name(name).role(DemoCompany.ROLE));
        organization.suspended("123456789012").name("acme-closed-2024");
        aws.ambientAccount(DemoCompany.SECURITY);
    }

    private void add(DemoTrail trail) {
        TrailSettings settings = trail.settings();
        SimulatedTrail simulated = simulated(trail)
                .multiRegion(settings.multiRegion())
                .organization(settings.organization())
                .validation(settings.logFileValidation());
        addDestinations(simulated, settings.destinations());
        TrailStatus status = trail.status(trail.arn().homeRegion(), start);
        status.started().ifPresent(simulated::startLogging);
        status.stopped().ifPresent(simulated::stopLogging);
        for (String region : trail.regions()) {
            for (Destination destination : Destination.values()) {
                simulated.deliveries(destination, region, timeline(trail, region, destination));
            }
        }
        if (trail.isDenied()) {
            for (String operation : List.of("GetTrailStatus", "GetEventSelectors")) {
                FaultScope scope = FaultScope.on(operation).account(trail.arn().accountId());
                aws.inject(scope.trail(trail.arn().name()), Fault.accessDenied());
            }
        }
    }

    private static void addDestinations(SimulatedTrail trail, TrailSettings.Destinations destinations) {
        trail.bucket(destinations.s3Bucket());
        if (!destinations.kmsKeyId().isEmpty()) {
            trail.kmsKey(destinations.kmsKeyId());
        }
        if (!destinations.s3KeyPrefix().isEmpty()) {
            trail.keyPrefix(destinations.s3KeyPrefix());
        }
        if (!destinations.snsTopicArn().isEmpty()) {
            trail.snsTopic(destinations.snsTopicArn());
        }
        if (!destinations.logGroupArn().isEmpty()) {
            String role = "arn:aws:iam::" + trail.account().id() + ":role/cloudtrail-to-cloudwatch-logs";
            trail.logGroup(destinations.logGroupArn(), role);
        }
    }

    private static Timeline timeline(DemoTrail trail, String region, Destination destination) {
        return now -> {
            Delivery delivery = trail.status(region, now).delivery(TrailStatus.Destination.valueOf(destination.name()));
            return new Timeline.Delivery(
                    delivery.latest(), delivery.error().map(ErrorCode::value).orElse(""));
        };
    }

    /** The trails; the last one breaks and heals. */
    public List<SimulatedTrail> trails() {
        return company.trails().stream().map(this::simulated).toList();
    }

    private SimulatedTrail simulated(DemoTrail trail) {
        return aws.account(trail.arn().accountId())
                .trail(trail.arn().name(), trail.arn().homeRegion());
    }

    /** The Regions of {@link #config} in which a trail is polled. */
    public List<String> regions(SimulatedTrail trail) {
        return company.trails().stream()
                .filter(polled -> polled.arn().toString().equals(trail.arn()))
                .findFirst()
                .orElseThrow()
                .regions();
    }

    /**
     * The sections {@code trails} and {@code discovery} of a configuration file. Discovery covers the Regions in which the
     * organization's trail is listed, so that its trails are on the page already.
     */
    public String config() {
        return company.listedTrails() + """
                discovery:
                  - organization:
                      role_name: %s
                    regions: [us-east-1, eu-west-1, ap-northeast-1]
                """.formatted(DemoCompany.ROLE);
    }
}
