package io.github.cloudtrailexporter.aws;

import io.github.cloudtrailexporter.poll.AwsCallException;
import io.github.cloudtrailexporter.poll.CallListener;
import io.github.cloudtrailexporter.trail.Failure;
import io.github.cloudtrailexporter.trail.FailureReason;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;

/**
 * The one way in which AWS is called: within bounds, as somebody, counted, and with a {@link Failure} for whatever goes
 * wrong.
 */
final class AwsCalls {

    private static final System.Logger LOG = System.getLogger(AwsCalls.class.getName());

    private final Duration callTimeout;
    private final CallListener listener;
    private final SeenCodes codes;
    private final OnceLog oddities;
    private volatile boolean closed;

    AwsCalls(Duration callTimeout, CallListener listener, SeenCodes codes, OnceLog oddities) {
        this.callTimeout = callTimeout;
        this.listener = listener;
        this.codes = codes;
        this.oddities = oddities;
    }

    /**
     * Makes one call.
     *
     * @param timeout what the caller can wait at most; the operation's own bounds hold besides
     * @param request sends the request with the configuration it is given
     */
    <T> T make(
            Operation operation, Caller caller, Duration timeout, Function<AwsRequestOverrideConfiguration, T> request)
            throws AwsCallException {
        if (timeout.toMillis() <= 0) {
            throw new AwsCallException(FailureReason.TIMEOUT);
        }
        Call call = Call.begin(operation, caller, listener);
        try {
            return request.apply(bounds(operation, caller, timeout));
        } catch (Throwable thrown) {
            throw failed(call, thrown);
        } finally {
            Call.end();
        }
    }

    private AwsRequestOverrideConfiguration bounds(Operation operation, Caller caller, Duration timeout) {
        Duration whole = min(timeout, operation.wholeCall(callTimeout));
        return AwsRequestOverrideConfiguration.builder()
                .credentialsProvider(StaticCredentialsProvider.create(caller.credentials()))
                .apiCallTimeout(whole)
                .apiCallAttemptTimeout(min(whole, operation.oneAttempt(callTimeout)))
                .build();
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    /** From now on calls fail because we end them, which is nobody's fault. */
    void close() {
        closed = true;
    }

    /**
     * A call that was cancelled here (the clients are closed, or the thread was interrupted) is a timeout, whatever the
     * SDK reports. The SDK notices an interrupt before each attempt, but not while it reads from a socket: such a call
     * ends with its {@code apiCallTimeout}, which is no longer than its poll has left.
     */
    private AwsCallException failed(Call call, Throwable thrown) {
        Failure seen = Failures.of(thrown, call.caller().redaction());
        boolean cut = closed || Thread.currentThread().isInterrupted();
        Failure failure = cut ? Failure.of(FailureReason.TIMEOUT) : seen;
        call.attemptEnds(Optional.of(codes.of(failure)));
        if (failure.reason() == FailureReason.INTERNAL) {
            oddities.warn(call.operation().action() + " failed in a way that is not known: " + Failures.kind(thrown));
        }
        LOG.log(
                System.Logger.Level.DEBUG,
                () -> OnceLog.detail(call.operation().action() + ": " + failure + ": "
                        + call.caller().redaction().apply(thrown.toString())));
        return new AwsCallException(failure, null);
    }
}
