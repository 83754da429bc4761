/**
 * Snapshot → metric families: one table with one row per family, and the exporter's own metrics beside it.
 *
 * <p>The only room that builds families with simpleclient. Imports only {@code trail}; {@code web} serves what it makes.
 */
package io.github.cloudtrailexporter.metrics;
