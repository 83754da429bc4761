package io.github.cloudtrailexporter.e2e;

import java.net.URI;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerFetchException;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/** On moto in a container: any machine with Docker runs it. */
class MotoContainerIT extends MotoLifecycle {

    private static final String IMAGE = "motoserver/moto:5.2.1";
    private static final int PORT = 5000;

    @Override
    SdkAdmin open() {
        Skips.unless(DockerClientFactory.instance().isDockerAvailable(), "no Docker engine for moto");
        GenericContainer<?> moto = container();
        URI endpoint = URI.create("http://" + moto.getHost() + ":" + moto.getMappedPort(PORT));
        return new SdkAdmin(endpoint, moto::stop);
    }

    private static GenericContainer<?> container() {
        GenericContainer<?> moto = new GenericContainer<>(IMAGE)
                .withEnv("TZ", "UTC")
                .withExposedPorts(PORT)
                .waitingFor(Wait.forHttp("/moto-api/data.json"));
        try {
            moto.start();
        } catch (ContainerFetchException e) {
            Skips.unless(false, IMAGE + " is neither on this machine nor can it be pulled: " + e.getMessage());
        }
        return moto;
    }
}
