package io.github.cloudtrailexporter.e2e;

import io.github.cloudtrailexporter.demo.SimulatedDemo;
import io.github.cloudtrailexporter.rules.Generation;
import io.github.cloudtrailexporter.simulator.SimulatedAws;
import io.github.cloudtrailexporter.simulator.SimulatedTrail;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;

/** The demo's company, watched by all shipped parts. */
final class AlertedDemo implements AutoCloseable {

    /** In simulated time: an hour and a half for everything else before it breaks. */
    private static final Duration BREAKS_AFTER = Duration.ofMinutes(90);

    /** In simulated time. */
    private static final Duration HEALS_AFTER = Duration.ofMinutes(40);

    /** In simulated time. */
    private static final Duration PATIENCE = Duration.ofMinutes(100);

    private final SimulatedAws aws = SimulatedAws.start();
    private final Instant founded = Instant.now();
    private final SimulatedDemo company = new SimulatedDemo(aws, founded, BREAKS_AFTER, HEALS_AFTER);
    private final AlertingStack stack;

    AlertedDemo(Generation generation, Path folder) throws IOException, InterruptedException {
        stack = new AlertingStack(generation, folder, aws, founded, company.config());
        company.trails().forEach(trail -> stack.time().play(trail, company.regions(trail)));
    }

    AlertingStack stack() {
        return stack;
    }

    /** Repairs all trails except the one that breaks later. */
    void healAllButTheLast() {
        List<SimulatedTrail> trails = company.trails();
        aws.clearFaults();
        trails.subList(0, trails.size() - 1)
                .forEach(trail -> stack.time().heal(trail, company.regions(trail), Instant.now()));
    }

    /** The time of the last trail's first error in AWS. */
    Instant breaks() {
        return stack.time().real(founded.plus(BREAKS_AFTER));
    }

    void await(String what, BooleanSupplier condition) {
        stack.await(what, PATIENCE, condition);
    }

    @Override
    public void close() {
        stack.close();
        aws.close();
    }
}
