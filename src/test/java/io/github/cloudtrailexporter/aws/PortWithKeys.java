package io.github.cloudtrailexporter.aws;

import io.github.cloudtrailexporter.poll.CallListener;
import java.time.Clock;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** The real port with keys that a simulator or an emulator accepts, whatever the environment contains. */
public final class PortWithKeys {

    private static final AwsBasicCredentials KEYS = AwsBasicCredentials.create("AKIASIMULATED0000001", "secret-canary");

    private PortWithKeys() {}

    public static AwsCloudTrail connect(AwsOptions options, CallListener listener, Clock clock) {
        AmbientCredentials keys = new AmbientCredentials(StaticCredentialsProvider.create(KEYS), options.callTimeout());
        return new AwsCloudTrail(options, keys, listener, clock);
    }
}
