package io.github.cloudtrailexporter.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The script that people write instead: a pool of Python threads with boto3, doing the same calls. */
final class Boto3 {

    private static final Path SCRIPT = Path.of("src/test/resources/bench/boto3_pool.py");
    private static final int SWEEPS = 3;

    /** Seconds for one sweep, the third in a process that goes on running. */
    record Sweep(double wall, double processor) {}

    private Boto3() {}

    /** Nothing where there is no Python with boto3. */
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
            String said = new String(python.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return python.waitFor() == 0 ? Optional.of(last(said)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Sweep last(String said) {
        String[] figures = said.strip().replaceFirst("(?s).*\n", "").split(" ", -1);
        return new Sweep(Double.parseDouble(figures[0]), Double.parseDouble(figures[1]));
    }
}
