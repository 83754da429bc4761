package io.github.cloudtrailexporter.bench;

import io.github.cloudtrailexporter.simulator.SimulatedAws;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A simulated AWS with this number of (trail, Region) pairs: multi-Region trails of one account, each polled in ten Regions.
 * More trails than AWS allows, but the same number of calls, sockets and series as in a fleet.
 */
record Pairs(SimulatedAws aws, List<String> arns, int count) implements AutoCloseable {

    static final List<String> REGIONS = List.of(
            "us-east-1",
            "us-east-2",
            "us-west-1",
            "us-west-2",
            "eu-west-1",
            "eu-west-2",
            "eu-west-3",
            "eu-central-1",
            "ap-northeast-1",
            "ap-southeast-1");

    private static final String ACCOUNT = "111122223333";

    /** @param count a multiple of ten */
    static Pairs of(int count, Duration latency) {
        SimulatedAws aws = SimulatedAws.start().ambientAccount(ACCOUNT).latency(latency);
        List<String> arns = new ArrayList<>();
        for (int i = 0; i < count / REGIONS.size(); i++) {
            arns.add(aws.account(ACCOUNT)
                    .trail("trail-" + i, "us-east-1")
                    .multiRegion(true)
                    .arn());
        }
        return new Pairs(aws, arns, count);
    }

    URI endpoint() {
        return aws.endpoint();
    }

    /** A configuration that polls at every scrape. */
    Path config(Path directory, int concurrency) throws IOException {
        return config(directory, concurrency, "0");
    }

    /** @param minInterval how long a scrape gets the result of the last poll */
    Path config(Path directory, int concurrency, String minInterval) throws IOException {
        StringBuilder yaml = new StringBuilder();
        yaml.append("aws: {endpoint_url: \"").append(endpoint()).append("\"}\n");
        yaml.append("poll: {min_interval: ").append(minInterval);
        yaml.append(", concurrency: ").append(concurrency).append("}\n");
        yaml.append("trails:\n");
        for (String arn : arns) {
            yaml.append("  - {arn: \"")
                    .append(arn)
                    .append("\", regions: ")
                    .append(REGIONS)
                    .append("}\n");
        }
        return Files.writeString(directory.resolve("pairs-" + count + ".yml"), yaml);
    }

    @Override
    public void close() {
        aws.close();
    }
}
