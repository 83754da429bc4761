package io.github.cloudtrailexporter;

import java.lang.reflect.Proxy;
import java.util.concurrent.CountDownLatch;

/** SIGTERM and SIGINT end the process in good order, and at once if they come twice; SIGHUP reloads. */
final class Signals {

    private static final int KILLED_BY_SIGNAL = 128;
    private static final int SIGINT = 2;
    private static final int SIGTERM = 15;

    private final CountDownLatch end = new CountDownLatch(1);

    /** @param reload what SIGHUP does, on a thread of its own */
    static Signals install(Runnable reload) {
        Signals signals = new Signals();
        handle("TERM", () -> signals.end(SIGTERM));
        handle("INT", () -> signals.end(SIGINT));
        handle("HUP", reload);
        return signals;
    }

    /** By reflection, because naming the JDK's only API for signals is a warning that cannot be switched off. */
    private static void handle(String name, Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object proxy = Proxy.newProxyInstance(
                    Signals.class.getClassLoader(), new Class<?>[] {handler}, (self, method, arguments) -> {
                        action.run();
                        return null;
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this JVM has no signals", e);
        }
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
