package io.github.cloudtrailexporter.aws;

import io.github.cloudtrailexporter.trail.Failure;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/** The keys that sign calls. The ambient keys are of this class: the default chain renews them by itself. */
class SessionCredentials {

    private final String name;
    private final AwsCredentials keys;
    private final Redaction redaction;

    /**
     * The keys under a name.
     *
     * @param name calls under the same name share one budget of retries, so that one throttled account has no effect on others
     * @param externalId one more secret that the calls send; empty for none
     */
    SessionCredentials(String name, AwsCredentials keys, String externalId) {
        String token = keys instanceof AwsSessionCredentials session ? session.sessionToken() : "";
        List<String> secrets = Stream.of(keys.secretAccessKey(), token, externalId)
                .filter(secret -> !secret.isEmpty())
                .toList();
        this.name = name;
        this.keys = keys;
        this.redaction = new Redaction(secrets);
    }

    final String name() {
        return name;
    }

    final AwsCredentials keys() {
        return keys;
    }

    /** Hides the secrets of a call in messages. */
    final Redaction redaction() {
        return redaction;
    }

    /** Called after AWS answered a call with these keys. */
    void accepted() {}

    /** Called after AWS rejected these keys. */
    void rejected(Failure failure) {}
}
