/**
 * Snapshot → metric families: one table with one row per family, and the exporter's own metrics.
 *
 * <p>The only package that builds families with simpleclient. Imports only {@code trail}; {@code web} serves its collectors.
 *
 * <ul>
 *   <li>family: a metric name with its help text and samples, one row of a table
 *   <li>subject: what a sample is about, with the labels that identify it: a trail in a Region, or an account and Region
 *   <li>snapshot collector: the families of one page, in a stable order
 * </ul>
 */
package io.github.cloudtrailexporter.metrics;
