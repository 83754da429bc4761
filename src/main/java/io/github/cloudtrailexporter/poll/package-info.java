/**
 * Asking AWS about every trail within a deadline: concurrency, one poll shared by all who wait for it, looking up what
 * the configuration left open (accounts, Regions, settings), and the port through which AWS is asked.
 *
 * <p>Imports only {@code trail}; knows neither the AWS SDK nor HTTP. {@code aws} implements its port, {@code web} takes
 * snapshots from it.
 */
package io.github.cloudtrailexporter.poll;
