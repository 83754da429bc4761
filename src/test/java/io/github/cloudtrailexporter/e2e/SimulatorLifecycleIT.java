package io.github.cloudtrailexporter.e2e;

import io.github.cloudtrailexporter.simulator.SimulatedAws;
import io.github.cloudtrailexporter.simulator.SimulatedTrail;
import java.net.URI;
import java.time.Instant;

/** On the project's own simulator, always available. */
class SimulatorLifecycleIT extends TrailLifecycle {

    private static final String ACCOUNT = "111122223333";

    @Override
    TrailAdmin open() {
        SimulatedAws aws = SimulatedAws.start();
        aws.ambientAccount(ACCOUNT);
        return new TrailAdmin() {
            private SimulatedTrail trail;

            @Override
            public URI endpoint() {
                return aws.endpoint();
            }

            @Override
            public void createAndStart(String name) {
                trail = aws.account(ACCOUNT).trail(name, "us-east-1").multiRegion(true);
            }

            @Override
            public void stop(String name) {
                trail.stopLogging(Instant.now());
            }

            @Override
            public void delete(String name) {
                aws.account(ACCOUNT).deleteTrail(name, "us-east-1");
            }

            @Override
            public void close() {
                aws.close();
            }
        };
    }
}
