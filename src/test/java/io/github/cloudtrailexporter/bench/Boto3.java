package io.github.cloudtrailexporter.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The alternative to the exporter: a script with a pool of Python threads and boto3 that makes the same calls. */
final class Boto3 {

    private static final Path SCRIPT = Path.of("src/test/resources/bench/boto3_pool.py");
    private static final int SWEEPS = 3;

    /** Seconds for one sweep, the third of a running process. */
    record Sweep(double wall, double processor) {}

    private Boto3() {}

    /** Empty if there is no Python with boto3. */
    static Optional<Sweep> sweep(Pairs pairs, Path directory, int threads) throws IOException, InterruptedException {
        Path arns = Files.write(directory.resolve("arns.txt"), pairs.arns());
        ProcessBuilder builder = new ProcessBuilder(
                        "python3",
                        SCRIPT.toString(),
                        pairs.endpoint().toString(),
                        arns.toString(),
                        String.join(",", Pairs.REGIONS),
                        Integer.toString(threads),
                        Integer.toString(SWEEPS))
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(Options.ENVIRONMENT);
        try {
            Process python = builder.start();
            String output = new String(python.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return python.waitFor() == 0 ? Optional.of(last(output)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Sweep last(String output) {
        String[] figures = output.strip().replaceFirst("(?s).*\n", "").split(" ", -1);
        return new Sweep(Double.parseDouble(figures[0]), Double.parseDouble(figures[1]));
    }
}
