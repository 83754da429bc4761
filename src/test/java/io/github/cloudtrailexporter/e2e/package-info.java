/**
 * The packaged exporter as its users meet it: a process with a command line, signals, a log and a port, between a real
 * Prometheus and an AWS on a loopback port.
 */
package io.github.cloudtrailexporter.e2e;
