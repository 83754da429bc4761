package io.github.cloudtrailexporter;

/** Placeholder. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.out.println("hi");
    }
}
