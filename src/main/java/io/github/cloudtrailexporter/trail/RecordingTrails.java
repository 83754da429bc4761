package io.github.cloudtrailexporter.trail;

/**
 * How many of the trails that are visible in an account and Region record all management events of a kind. Whether a
 * trail is logging does not matter here: its own status shows that.
 *
 * @param read trails that record all read management events
 * @param write trails that record all write management events
 */
public record RecordingTrails(int read, int write) {}
