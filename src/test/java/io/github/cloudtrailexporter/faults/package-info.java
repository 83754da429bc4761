/** Shared code of tests of the fault matrix ({@code docs/fault-matrix.md}). A test has its rows as tags such as {@code A1}. */
package io.github.cloudtrailexporter.faults;
