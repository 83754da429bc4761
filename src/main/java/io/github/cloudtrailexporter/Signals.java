package io.github.cloudtrailexporter;

import java.util.concurrent.CountDownLatch;
import sun.misc.Signal;

/** SIGTERM and SIGINT end the process in good order, and at once if they come twice; SIGHUP reloads. */
final class Signals {

    private static final int KILLED_BY_SIGNAL = 128;

    private final CountDownLatch end = new CountDownLatch(1);

    /** @param reload what SIGHUP does, on a thread of its own */
    @SuppressWarnings("sunapi") // the JDK has no other API for signals
    static Signals install(Runnable reload) {
        Signals signals = new Signals();
        for (String name : new String[] {"TERM", "INT"}) {
            Signal.handle(new Signal(name), signal -> signals.end(signal.getNumber()));
        }
        Signal.handle(new Signal("HUP"), signal -> reload.run());
        return signals;
    }

    private void end(int number) {
        if (end.getCount() == 0) {
            Runtime.getRuntime().halt(KILLED_BY_SIGNAL + number);
        }
        end.countDown();
    }

    void awaitEnd() throws InterruptedException {
        end.await();
    }
}
