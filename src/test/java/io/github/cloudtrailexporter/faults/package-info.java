/** What tests of the fault matrix ({@code docs/fault-matrix.md}) share. A test names its rows with tags such as {@code A1}. */
package io.github.cloudtrailexporter.faults;
