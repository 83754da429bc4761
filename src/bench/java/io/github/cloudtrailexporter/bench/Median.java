package io.github.cloudtrailexporter.bench;

import java.util.Arrays;

/** The middle one of several measurements. */
final class Median {

    /** Measures once. */
    interface Measurement {
        double take() throws Exception;
    }

    private Median() {}

    static double of(int times, Measurement measurement) throws Exception {
        double[] taken = new double[times];
        for (int i = 0; i < times; i++) {
            taken[i] = measurement.take();
        }
        Arrays.sort(taken);
        return taken[times / 2];
    }
}
