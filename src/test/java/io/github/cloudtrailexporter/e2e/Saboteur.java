package io.github.cloudtrailexporter.e2e;

import io.github.cloudtrailexporter.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Runs the exporter, and does harm to its process when it is told to on standard input. */
public final class Saboteur {

    private static final List<byte[]> EATEN = new ArrayList<>();

    private Saboteur() {}

    public static void main(String[] arguments) {
        Thread thread = new Thread(Saboteur::obey, "saboteur");
        thread.setDaemon(true);
        thread.start();
        Main.main(arguments);
    }

    private static void obey() {
        try (BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String order = orders.readLine(); order != null; order = orders.readLine()) {
                obey(order);
            }
        } catch (IOException | ReflectiveOperationException e) {
            System.err.println("sabotage failed: " + e);
        }
    }

    private static void obey(String order) throws ReflectiveOperationException {
        switch (order) {
            case "deadlock" -> deadlock();
            case "freeze the accept thread" -> freezeAcceptThread();
            case "eat the memory" -> eatMemory();
            default -> throw new IllegalArgumentException(order);
        }
    }

    private static void deadlock() {
        Object one = new Object();
        Object other = new Object();
        CountDownLatch both = new CountDownLatch(2);
        lockInTurn(one, other, both);
        lockInTurn(other, one, both);
    }

    private static void lockInTurn(Object first, Object second, CountDownLatch both) {
        Thread thread = new Thread(() -> {
            synchronized (first) {
                both.countDown();
                awaitUninterrupted(both);
                synchronized (second) {
                    throw new AssertionError("no deadlock");
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** By reflection, because the method is on its way out; JDK 17 has it. */
    private static void freezeAcceptThread() throws ReflectiveOperationException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("HTTP-Dispatcher")) {
                Thread.class.getMethod("suspend").invoke(thread);
            }
        }
    }

    /** Takes all there is and lives on: the next who needs some gets none. */
    private static void eatMemory() {
        for (int size = 1 << 20; size > 16; size /= 2) {
            try {
                while (true) {
                    EATEN.add(new byte[size]);
                }
            } catch (OutOfMemoryError full) {
                EATEN.add(new byte[0]);
            }
        }
    }
}
