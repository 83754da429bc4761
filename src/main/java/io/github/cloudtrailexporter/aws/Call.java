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
    private final Caller caller;
    private final CallListener listener;
    private boolean attempting;
    private long attemptStart;

    private Call(Operation operation, Caller caller, CallListener listener) {
        this.operation = operation;
        this.caller = caller;
        this.listener = listener;
    }

    /** Begins a call on this thread. To be ended with {@link #end()}. */
    static Call begin(Operation operation, Caller caller, CallListener listener) {
        Call call = new Call(operation, caller, listener);
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

    Caller caller() {
        return caller;
    }

    /** An attempt begins after this delay. */
    void attemptBegins(Duration delay) {
        attempting = true;
        attemptStart = System.nanoTime() + delay.toNanos();
    }

    /** The attempt is over, if one was under way. */
    void attemptEnds(Optional<ErrorCode> error) {
        long took = System.nanoTime() - attemptStart;
        if (attempting && took >= 0) {
            listener.attempt(operation.service(), operation.action(), error, Duration.ofNanos(took));
        }
        attempting = false;
    }
}
