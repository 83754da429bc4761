package io.github.cloudtrailexporter.e2e;

import io.github.cloudtrailexporter.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Runs the exporter, and damages its process on commands from standard input. */
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
        } catch (IOException e) {
            System.err.println("sabotage failed: " + e);
        }
    }

    private static void obey(String order) {
        switch (order) {
            case "throw an error" -> throwError();
            case "eat the memory" -> eatMemory();
            default -> throw new IllegalArgumentException(order);
        }
    }

    private static void throwError() {
        Thread thread = new Thread(
                () -> {
                    throw new AssertionError("secret in a message");
                },
                "broken");
        thread.start();
    }

    /** Takes all of it and continues, so that the next allocation fails. */
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
