package io.github.cloudtrailexporter.e2e;

import io.github.cloudtrailexporter.simulator.SimulatedAccount;
import io.github.cloudtrailexporter.simulator.SimulatedAws;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.IntStream;

/** A configuration that lists trails of one simulated account. */
record TrailsFile(URI endpoint, String poll, List<String> arns) {

    private static final String ACCOUNT = "111122223333";

    /** Creates so many trails in us-east-1. */
    static TrailsFile of(SimulatedAws aws, int trails, String poll) {
        SimulatedAccount account = aws.account(ACCOUNT);
        return new TrailsFile(
                aws.endpoint(),
                poll,
                IntStream.range(0, trails)
                        .mapToObj(number -> account.trail("trail-%04d".formatted(number), "us-east-1")
                                .arn())
                        .toList());
    }

    /** Writes it as the default file, atomically, so that no reader gets half of it. */
    void write(Path directory) throws IOException {
        Path next = Files.writeString(directory.resolve("next.yml"), toString());
        Files.move(next, directory.resolve("config.yml"), StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public String toString() {
        StringBuilder text =
                new StringBuilder("aws: {endpoint_url: '" + endpoint + "'}\npoll: {" + poll + "}\ntrails:\n");
        arns.forEach(arn -> text.append("  - {arn: '").append(arn).append("'}\n"));
        return text.toString();
    }
}
