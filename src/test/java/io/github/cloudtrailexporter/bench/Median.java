package io.github.cloudtrailexporter.bench;

import java.util.Arrays;

/** The median of several measurements. */
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
        return of(taken);
    }

    static double of(double... taken) {
        double[] sorted = taken.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
