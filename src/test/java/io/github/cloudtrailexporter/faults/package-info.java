/**
 * The fault matrix: what can go wrong, what the exporter promises then, and which test proves it. A test names its rows
 * with {@link io.github.cloudtrailexporter.faults.Row}; every run of tests writes {@code target/fault-matrix.md}, and the
 * table in {@code docs/reliability.md} is a copy of it.
 */
package io.github.cloudtrailexporter.faults;
