package io.github.cloudtrailexporter.e2e;

import java.net.URI;

/** On an external AWS emulator, if configured: {@code moto_server}, for instance. */
class EmulatorLifecycleIT extends TrailLifecycle {

    private static final String ENDPOINT = "CLOUDTRAIL_TEST_ENDPOINT";

    @Override
    TrailAdmin open() {
        String endpoint = System.getenv().getOrDefault(ENDPOINT, "");
        Skips.unless(!endpoint.isBlank(), ENDPOINT + " is not set to an AWS emulator, such as http://127.0.0.1:5000");
        return new SdkAdmin(URI.create(endpoint));
    }
}
