package io.github.cloudtrailexporter.aws;

import io.github.cloudtrailexporter.trail.Failure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/** The keys that sign calls, until they expire or AWS rejects them. */
final class SessionCredentials {

    /** How long the success of one call shows that the token is good although a Region rejects it. */
    private static final Duration ACCEPTED_LATELY = Duration.ofMinutes(5);

    private static final String HIDDEN = "[hidden]";

    /** Access key ids; and long runs of base64 or hexadecimal digits: keys, tokens, signatures. */
    private static final Pattern LOOKS_SECRET = Pattern.compile("\\bA[A-Z]{3}[A-Z0-9]{12,}\\b|[A-Za-z0-9+/=]{40,}");

    private final String name;
    private final AwsCredentials keys;
    private final List<String> secrets;
    private final Clock clock;
    private volatile Instant end;
    private volatile Instant accepted = Instant.MIN;

    /**
     * @param name calls under the same name share one budget of retries, so that one throttled account has no effect on others
     * @param externalId one more secret that the calls send; empty for none
     */
    SessionCredentials(String name, AwsCredentials keys, String externalId, Instant end, Clock clock) {
        String token = keys instanceof AwsSessionCredentials session ? session.sessionToken() : "";
        this.name = name;
        this.keys = keys;
        this.secrets = Stream.of(keys.secretAccessKey(), token, externalId)
                .filter(secret -> !secret.isEmpty())
                .toList();
        this.end = end;
        this.clock = clock;
    }

    /** The ambient keys for one poll: the default chain renews them by itself. */
    static SessionCredentials ambient(AwsCredentials keys, String externalId) {
        return new SessionCredentials("ambient", keys, externalId, Instant.MAX, Clock.systemUTC());
    }

    String name() {
        return name;
    }

    AwsCredentials keys() {
        return keys;
    }

    /** AWS repeats requests in some messages: {@code SignatureDoesNotMatch} contains the session token. */
    String redact(String text) {
        String redacted = text;
        for (String secret : secrets) {
            redacted = redacted.replace(secret, HIDDEN);
        }
        return redactPatterns(redacted);
    }

    static String redactPatterns(String text) {
        return LOOKS_SECRET.matcher(text).replaceAll(HIDDEN);
    }

    boolean endsAfter(Duration rest) {
        return clock.instant().plus(rest).isBefore(end);
    }

    void accepted() {
        accepted = clock.instant();
    }

    /** Ends the keys, unless the token is unknown in one Region and accepted in others: then that one is disabled. */
    void rejected(Failure failure) {
        boolean acceptedLately = accepted.isAfter(clock.instant().minus(ACCEPTED_LATELY));
        if (!failure.tokenUnknown() || !acceptedLately) {
            end = Instant.MIN;
        }
    }
}
