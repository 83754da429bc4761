package io.github.cloudtrailexporter.web;

import java.util.List;

/** Reads the configuration again. */
public interface Reloader {

    /** Replaces everything by what the file says now, or nothing at all. Never called twice at the same time. */
    ReloadResult reload();

    /**
     * What came of it.
     *
     * @param problems what is wrong with the file, one text each, for people; none if the new configuration is in force
     */
    record ReloadResult(List<String> problems) {

        public ReloadResult {
            problems = List.copyOf(problems);
        }

        /** The new configuration is in force. */
        public static ReloadResult done() {
            return new ReloadResult(List.of());
        }

        public boolean ok() {
            return problems.isEmpty();
        }
    }
}
