package io.github.cloudtrailexporter.e2e;

import java.net.URI;

/** On a running moto, if configured: {@code moto_server}, for instance. */
class EmulatorLifecycleIT extends MotoLifecycle {

    private static final String ENDPOINT = "CLOUDTRAIL_TEST_ENDPOINT";

    @Override
    SdkAdmin open() {
        String endpoint = System.getenv().getOrDefault(ENDPOINT, "");
        Skips.unless(!endpoint.isBlank(), ENDPOINT + " is not set to an AWS emulator, such as http://127.0.0.1:5000");
        return new SdkAdmin(URI.create(endpoint), () -> {});
    }
}
