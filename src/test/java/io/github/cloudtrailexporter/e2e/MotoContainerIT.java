package io.github.cloudtrailexporter.e2e;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/** On moto in a container: any machine with Docker runs it. */
class MotoContainerIT extends MotoLifecycle {

    private static final String IMAGE = "motoserver/moto:5.2.1";
    private static final int PORT = 5000;

    @Override
    SdkAdmin open() throws Exception {
        Tools.need("docker");
        Skips.unless(docker("version"), "no Docker engine for moto");
        Skips.unless(docker("image", "inspect", IMAGE) || docker("pull", IMAGE), IMAGE + " cannot be pulled");
        GenericContainer<?> moto = new GenericContainer<>(IMAGE)
                .withEnv("TZ", "UTC")
                .withExposedPorts(PORT)
                .waitingFor(Wait.forHttp("/moto-api/data.json"));
        moto.start();
        return new SdkAdmin(URI.create("http://" + moto.getHost() + ":" + moto.getMappedPort(PORT)), moto::stop);
    }

    /** Testcontainers itself fails after minutes where an engine has no network. */
    private static boolean docker(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            return false;
        }
        return process.exitValue() == 0;
    }
}
