package io.github.cloudtrailexporter.aws;

import io.github.cloudtrailexporter.trail.Failure;
import software.amazon.awssdk.auth.credentials.AwsCredentials;

/** The keys that sign calls. The ambient keys are of this class: the default chain renews them by itself. */
class SessionCredentials {

    private final String name;
    private final AwsCredentials keys;
    private final Redaction redaction;

    /** @param name calls under the same name share one budget of retries, so that one throttled account has no effect on others */
    SessionCredentials(String name, AwsCredentials keys) {
        this(name, keys, Redaction.of(keys));
    }

    private SessionCredentials(String name, AwsCredentials keys, Redaction redaction) {
        this.name = name;
        this.keys = keys;
        this.redaction = redaction;
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

    /** The same keys for a call that sends one more secret. */
    final SessionCredentials hiding(String secret) {
        return new SessionCredentials(name, keys, Redaction.of(keys, secret));
    }

    /** Called after AWS answered a call with these keys. */
    void accepted() {}

    /** Called after AWS rejected these keys. */
    void rejected(Failure failure) {}
}
