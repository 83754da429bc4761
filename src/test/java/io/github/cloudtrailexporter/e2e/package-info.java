/**
 * End-to-end tests of the packaged exporter: a process with a command line, signals, a log and a port, between a real
 * Prometheus and an AWS on a loopback port.
 */
package io.github.cloudtrailexporter.e2e;
