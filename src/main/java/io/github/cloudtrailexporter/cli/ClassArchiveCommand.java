package io.github.cloudtrailexporter.cli;

import io.github.cloudtrailexporter.FailedCommandException;
import io.github.cloudtrailexporter.Main;
import io.github.cloudtrailexporter.web.HealthProbe;
import io.github.cloudtrailexporter.web.ListenAddress;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Makes the archive of classes with which a JVM starts in a fraction of the time. An archive is good for the very Java
 * and the very jar that it was made with; a JVM that cannot use it starts without.
 */
@Command(
        name = "class-archive",
        header = "Make an archive of classes, with which the exporter starts faster.",
        description =
                "Serves trails of no account for a moment with the Java and the options that run this command, and prints the"
                        + " option to start with from then on. To be made anew for another Java or another jar.",
        versionProvider = Main.Version.class,
        sortOptions = false,
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true)
final class ClassArchiveCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int PAUSE_MILLIS = 100;
    private static final int TIMEOUT_MILLIS = 30_000;

    /** From this version on an archive also holds classes that are linked already, and has options of its own. */
    private static final int AOT_CACHE = 25;

    /** What is read of a page does not matter, only what was loaded to make it. */
    private static final List<String> ACCEPTED = List.of("text/plain", "application/openmetrics-text; version=1.0.0");

    /** Nothing listens there: the exporter sends its calls and shows the trails as unknown. */
    private static final String CONFIG = """
            aws:
              endpoint_url: http://127.0.0.1:1
            trails:
              - arn: arn:aws:cloudtrail:us-east-1:111122223333:trail/training
              - arn: arn:aws:cloudtrail:us-east-1:444455556666:trail/training
                role_arn: arn:aws:iam::444455556666:role/training
            discovery:
              - organization:
                  role_name: training
                regions: [us-east-1]
            """;

    @Spec
    private CommandSpec command;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description =
                    "Where to write the archive (default: beside the jar, with the ending .jsa; .aot from Java 25 on).")
    private Optional<Path> output = Optional.empty();

    @Override
    public Integer call() throws Exception {
        Path jar = jar();
        boolean aot = Runtime.version().feature() >= AOT_CACHE;
        Path archive = output.orElse(sibling(jar, aot ? ".aot" : ".jsa")).toAbsolutePath();
        Files.deleteIfExists(archive);
        train((aot ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + archive, jar);
        if (!Files.isRegularFile(archive)) {
            throw new FailedCommandException(
                    "this Java has made no archive " + archive + "; is its directory writable?");
        }
        String option = (aot ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + archive;
        command.commandLine().getOut().println(archive + ": made; start with java " + option + " -jar " + jar);
        return 0;
    }

    private static Path jar() throws FailedCommandException, URISyntaxException {
        Path from = Path.of(ClassArchiveCommand.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        if (!Files.isRegularFile(from)) {
            throw new FailedCommandException("an archive can be made for a jar only: run it with java -jar");
        }
        return from;
    }

    private static Path sibling(Path jar, String ending) {
        return jar.resolveSibling(jar.getFileName().toString().replaceFirst("\\.jar$", "") + ending);
    }

    /** Serves each kind of page once; the JVM writes the archive when it ends. */
    private static void train(String option, Path jar) throws Exception {
        Path directory = Files.createTempDirectory("class-archive");
        try {
            Path config = Files.writeString(directory.resolve("config.yml"), CONFIG);
            train(option, jar, config, directory.resolve("log"));
        } finally {
            Files.deleteIfExists(directory.resolve("config.yml"));
            Files.deleteIfExists(directory.resolve("log"));
            Files.deleteIfExists(directory);
        }
    }

    private static void train(String option, Path jar, Path config, Path log) throws Exception {
        int port = freePort();
        Process server = server(arguments(option, jar, config, port), log);
        try {
            awaitHealthy(server, port, log);
            for (String accept : ACCEPTED) {
                read("http://127.0.0.1:" + port + "/metrics", accept);
            }
            read("http://127.0.0.1:" + port + "/", "text/html");
            server.destroy();
            if (!server.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new FailedCommandException("the exporter did not end within " + PATIENCE.toSeconds() + " s");
            }
        } finally {
            server.destroyForcibly();
        }
    }

    /** With keys from the environment, the only source of credentials that is everywhere. */
    private static Process server(List<String> arguments, Path log) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(arguments).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        builder.environment()
                .putAll(Map.of(
                        "AWS_ACCESS_KEY_ID",
                        "AKIATRAINING",
                        "AWS_SECRET_ACCESS_KEY",
                        "training",
                        "AWS_REGION",
                        "us-east-1",
                        "AWS_EC2_METADATA_DISABLED",
                        "true"));
        return builder.start();
    }

    private static List<String> arguments(String option, Path jar, Path config, int port) {
        List<String> arguments = new ArrayList<>();
        arguments.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        arguments.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        arguments.add(option);
        arguments.addAll(
                List.of("-jar", jar.toString(), "--config.file=" + config, "--web.listen-address=127.0.0.1:" + port));
        return arguments;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void awaitHealthy(Process server, int port, Path log)
            throws FailedCommandException, InterruptedException, IOException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!healthy(port)) {
            if (!server.isAlive() || System.nanoTime() > until) {
                throw new FailedCommandException("the exporter did not start to be looked at: "
                        + Files.readString(log).strip());
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    private static boolean healthy(int port) {
        try {
            HealthProbe.ask(new ListenAddress("127.0.0.1", port), Optional.empty());
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static void read(String uri, String accept) throws IOException {
        URLConnection page = URI.create(uri).toURL().openConnection();
        page.setReadTimeout(TIMEOUT_MILLIS);
        page.setRequestProperty("Accept", accept);
        page.setRequestProperty("Accept-Encoding", "gzip");
        try (InputStream in = page.getInputStream()) {
            in.readAllBytes();
        }
    }
}
