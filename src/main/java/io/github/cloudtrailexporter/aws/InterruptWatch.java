package io.github.cloudtrailexporter.aws;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Lets an interruption end a call although a thread that reads from a socket does not notice one: looks every tenth of a
 * second whether the thread of a call was interrupted, and cuts its connection. Rests while no call is under way.
 */
final class InterruptWatch {

    private static final long PERIOD_MILLIS = 100;

    private final ScheduledExecutorService timers;
    private final Set<Call> calls = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean looking = new AtomicBoolean();

    InterruptWatch(ScheduledExecutorService timers) {
        this.timers = timers;
    }

    void watch(Call call) {
        calls.add(call);
        lookLater();
    }

    void forget(Call call) {
        calls.remove(call);
    }

    private void lookLater() {
        if (looking.compareAndSet(false, true)) {
            try {
                Future<?> unused = timers.schedule(this::look, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException closing) {
                looking.set(false);
            }
        }
    }

    private void look() {
        looking.set(false);
        if (!calls.isEmpty()) {
            lookLater();
        }
        calls.forEach(Call::abortIfInterrupted);
    }
}
