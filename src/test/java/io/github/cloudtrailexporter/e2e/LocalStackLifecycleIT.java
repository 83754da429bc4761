package io.github.cloudtrailexporter.e2e;

import java.util.Map;
import java.util.Optional;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * On LocalStack in a container. Only its paid image, which needs {@code LOCALSTACK_AUTH_TOKEN}, has CloudTrail; {@code
 * LOCALSTACK_IMAGE} sets another image with the same API.
 */
class LocalStackLifecycleIT extends TrailLifecycle {

    private static final String TOKEN = "LOCALSTACK_AUTH_TOKEN";
    private static final String IMAGE = "LOCALSTACK_IMAGE";
    private static final String PAID_IMAGE = "localstack/localstack-pro:4.14.0";

    @Override
    TrailAdmin open() {
        Map<String, String> environment = System.getenv();
        Skips.unless(
                environment.containsKey(TOKEN) || environment.containsKey(IMAGE),
                TOKEN + " is not set, and LocalStack has CloudTrail in its paid image only");
        Skips.unless(DockerClientFactory.instance().isDockerAvailable(), "no Docker engine for LocalStack");
        LocalStackContainer localStack = container(environment);
        localStack.start();
        return new SdkAdmin(localStack.getEndpoint(), localStack::stop);
    }

    private static LocalStackContainer container(Map<String, String> environment) {
        DockerImageName image = DockerImageName.parse(environment.getOrDefault(IMAGE, PAID_IMAGE))
                .asCompatibleSubstituteFor("localstack/localstack");
        LocalStackContainer localStack = new LocalStackContainer(image).withServices("cloudtrail", "s3", "sts");
        Optional.ofNullable(environment.get(TOKEN)).ifPresent(token -> localStack.withEnv(TOKEN, token));
        return localStack;
    }
}
