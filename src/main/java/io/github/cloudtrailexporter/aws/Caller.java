package io.github.cloudtrailexporter.aws;

import software.amazon.awssdk.auth.credentials.AwsCredentials;

/**
 * As whom a call is made.
 *
 * @param name whose calls share one budget of retries, so that one throttled account does not use up another's
 * @param credentials the keys of the call
 * @param redaction hides the secrets of the call in messages
 */
record Caller(String name, AwsCredentials credentials, Redaction redaction) {

    static Caller of(String name, AwsCredentials credentials) {
        return new Caller(name, credentials, Redaction.of(credentials));
    }

    /** The same for a call that sends one more secret. */
    Caller hiding(String secret) {
        return new Caller(name, credentials, Redaction.of(credentials, secret));
    }

    @Override
    public String toString() {
        return "Caller[" + name + "]";
    }
}
