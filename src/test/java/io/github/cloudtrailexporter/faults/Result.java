package io.github.cloudtrailexporter.faults;

/** How a test of the matrix ended. */
enum Result {
    PASSED,
    FAILED,
    SKIPPED
}
