package io.github.cloudtrailexporter.e2e;

import io.github.cloudtrailexporter.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A command line of the packaged exporter. The process does not use the AWS settings of the machine: its environment
 * has only the AWS variables given here, its home is an empty directory, and instance metadata is disabled.
 *
 * @param directory its working directory and home
 * @param launch how the Java virtual machine is started
 */
record Jar(Path directory, Map<String, String> environment, List<String> arguments, Launch launch) {

    /** A process that runs for a second does not benefit from the optimizing compiler. */
    private static final String BRIEF = "-XX:TieredStopAtLevel=1";

    private static final String LOOPBACK = "--web.listen-address=127.0.0.1:0";

    Jar {
        environment = Map.copyOf(environment);
        arguments = List.copyOf(arguments);
    }

    /**
     * How the Java virtual machine is started.
     *
     * @param before the arguments before {@code java}: a program that changes the environment of the process
     * @param options of the virtual machine
     */
    record Launch(List<String> before, List<String> options) {
        static final Launch PLAIN = new Launch(List.of(), List.of());

        Launch {
            before = List.copyOf(before);
            options = List.copyOf(options);
        }
    }

    static Jar in(Path directory) {
        return new Jar(directory, Map.of(), List.of(), Launch.PLAIN);
    }

    /** Behind these arguments, which execute the rest of the command line as the same process. */
    Jar behind(String... before) {
        return new Jar(directory, environment, arguments, new Launch(List.of(before), launch.options()));
    }

    /** With these commands of the shell before it becomes the exporter, for example one that lowers a limit. */
    Jar after(String commands) {
        return behind("bash", "-c", commands + "; exec \"$@\"", "bash");
    }

    Jar options(String... options) {
        return new Jar(directory, environment, arguments, new Launch(launch.before(), List.of(options)));
    }

    /** In a new empty directory. */
    static Jar somewhere() throws IOException {
        Path directory = Files.createTempDirectory("exporter");
        directory.toFile().deleteOnExit();
        return in(directory);
    }

    Jar with(String name, String value) {
        Map<String, String> more = new TreeMap<>(environment);
        more.put(name, value);
        return new Jar(directory, more, arguments, launch);
    }

    /** Keys that a simulated or emulated AWS accepts. */
    Jar withKeys() {
        return with("AWS_ACCESS_KEY_ID", "AKIATEST")
                .with("AWS_SECRET_ACCESS_KEY", "test")
                .with("AWS_REGION", "us-east-1");
    }

    Jar arguments(String... more) {
        return new Jar(
                directory,
                environment,
                Stream.concat(arguments.stream(), Stream.of(more)).toList(),
                launch);
    }

    /** Runs a test class instead of the exporter, with the exporter's jar on its class path. */
    Ended runInstead(Class<?> main, List<String> more) throws IOException, InterruptedException {
        return end(arguments(more.toArray(String[]::new)).launch(BRIEF, "-cp", classpath(), main.getName()));
    }

    /** Starts a test class that runs the exporter as a server, and returns when it listens. */
    ExporterProcess serveThrough(Class<?> main, String... more) throws IOException, InterruptedException {
        return listening(arguments(LOOPBACK).arguments(more), "-cp", classpath(), main.getName());
    }

    private static String classpath() {
        return file()
                + System.getProperty("path.separator")
                + Path.of("target/test-classes").toAbsolutePath();
    }

    /** Runs it to its end. */
    Ended run(String... more) throws IOException, InterruptedException {
        return end(arguments(more).launch(BRIEF, "-jar", file().toString()));
    }

    private static Ended end(ExporterProcess started) throws InterruptedException {
        try (ExporterProcess process = started) {
            int code = process.awaitExit();
            return new Ended(code, process.out(), process.err());
        }
    }

    /** Starts it as a server on a free loopback port, and returns when it listens. */
    ExporterProcess serve(String... more) throws IOException, InterruptedException {
        return listening(arguments(LOOPBACK).arguments(more), "-jar", file().toString());
    }

    private static ExporterProcess listening(Jar jar, String... program) throws IOException, InterruptedException {
        ExporterProcess process = jar.launch(program);
        process.awaitListening();
        return process;
    }

    /** Starts it as a server whose log is not read; returns when it responds. */
    ExporterProcess serveUnheard(String... more) throws IOException, InterruptedException {
        int port = FreePort.find();
        ExporterProcess process = arguments(more)
                .arguments("--web.listen-address=127.0.0.1:" + port)
                .launch("-jar", file().toString());
        process.awaitAnswer(port);
        return process;
    }

    /** Starts it without waiting. */
    ExporterProcess start(String... more) throws IOException {
        return arguments(more).launch("-jar", file().toString());
    }

    private ExporterProcess launch(String... program) throws IOException {
        List<String> command = new ArrayList<>(launch.before());
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx256m");
        command.addAll(launch.options());
        command.addAll(List.of(program));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_") || name.startsWith("JAVA_TOOL"));
        builder.environment().put("HOME", directory.toString());
        builder.environment().put("AWS_EC2_METADATA_DISABLED", "true");
        builder.environment().putAll(environment);
        return new ExporterProcess(builder.start());
    }

    static Path file() {
        return Path.of(System.getProperty("exporter.jar", "target/cloudtrail-exporter.jar"))
                .toAbsolutePath();
    }

    /** The exit code and the output. */
    record Ended(int code, String out, String err) {}
}
