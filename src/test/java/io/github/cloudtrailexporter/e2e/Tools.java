package io.github.cloudtrailexporter.e2e;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Installed programs that tests use; without them the tests are skipped with a printed reason. */
public final class Tools {

    private static final long PATIENCE_SECONDS = 60;

    private Tools() {}

    /** The exit code and output of a program. */
    public record Ran(int code, String output) {}

    public static void need(String program) {
        Skips.unless(isThere(program), program + " is not installed");
    }

    /** A shared library, by the end of its path. */
    static Path needLibrary(String name) throws IOException {
        for (String folder : new String[] {"/usr/lib", "/usr/lib64", "/usr/local/lib"}) {
            try (Stream<Path> files = Files.isDirectory(Path.of(folder))
                    ? Files.find(Path.of(folder), 3, (path, attributes) -> path.endsWith(name))
                    : Stream.empty()) {
                Optional<Path> found = files.findFirst();
                if (found.isPresent()) {
                    return found.get();
                }
            }
        }
        Skips.unless(false, name + " is not installed");
        throw new AssertionError("not skipped");
    }

    /** A Python that has the module: the first on the path, or Debian's own, which sees Debian's packages. */
    static String needPythonWith(String module) {
        List<String> found = Stream.of("python3", "/usr/bin/python3")
                .filter(Tools::isThere)
                .filter(python -> imports(python, module))
                .toList();
        Skips.unless(!found.isEmpty(), "no installed Python has the module " + module);
        return found.get(0);
    }

    private static boolean imports(String python, String module) {
        try {
            return run("", python, "-c", "import " + module).code() == 0;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isThere(String program) {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory).resolve(program)));
    }

    public static Ran run(String input, String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("output", ".txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        }
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(command[0] + " does not end");
        }
        Ran ran = new Ran(process.exitValue(), Files.readString(output));
        Files.delete(output);
        return ran;
    }
}
