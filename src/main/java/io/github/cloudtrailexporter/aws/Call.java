package io.github.cloudtrailexporter.aws;

import io.github.cloudtrailexporter.poll.CallListener;
import io.github.cloudtrailexporter.trail.ErrorCode;
import java.time.Duration;
import java.util.Optional;

/**
 * A call in progress on one thread, which times its attempts. The SDK does not pass the call to its retry strategy, but
 * runs the strategy on the thread of the call, so {@link #current()} returns it there.
 */
final class Call {

    private static final ThreadLocal<Call> CURRENT = new ThreadLocal<>();

    private final Operation operation;
    private final SessionCredentials credentials;
    private final CallListener listener;
    private boolean attempting;
    private long attemptStart;

    private Call(Operation operation, SessionCredentials credentials, CallListener listener) {
        this.operation = operation;
        this.credentials = credentials;
        this.listener = listener;
    }

    /** Begins a call on this thread; {@link #end()} must follow. */
    static Call begin(Operation operation, SessionCredentials credentials, CallListener listener) {
        Call call = new Call(operation, credentials, listener);
        CURRENT.set(call);
        return call;
    }

    static Call current() {
        Call call = CURRENT.get();
        if (call == null) {
            throw new IllegalStateException("an AWS client was used outside of AwsCalls");
        }
        return call;
    }

    static void end() {
        CURRENT.remove();
    }

    Operation operation() {
        return operation;
    }

    SessionCredentials credentials() {
        return credentials;
    }

    /** Begins an attempt that the SDK makes after this delay. */
    void attemptBegins(Duration delay) {
        attempting = true;
        attemptStart = System.nanoTime() + delay.toNanos();
    }

    /** Ends the attempt, if one is in progress. */
    void attemptEnds(Optional<ErrorCode> error) {
        long took = System.nanoTime() - attemptStart;
        if (attempting && took >= 0) {
            listener.attempt(operation.service(), operation.action(), error, Duration.ofNanos(took));
        }
        attempting = false;
    }
}
