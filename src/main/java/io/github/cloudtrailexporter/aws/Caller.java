package io.github.cloudtrailexporter.aws;

import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * As whom a call is made.
 *
 * @param name whose calls share one budget of retries, so that one throttled account does not use up another's
 * @param credentials the keys of the call
 */
record Caller(String name, AwsCredentialsProvider credentials) {

    static Caller of(String name, AwsCredentials credentials) {
        return new Caller(name, StaticCredentialsProvider.create(credentials));
    }

    @Override
    public String toString() {
        return "Caller[" + name + "]";
    }
}
