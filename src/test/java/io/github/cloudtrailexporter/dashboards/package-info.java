/**
 * Tests the dashboards of {@code grafana/} without a Grafana: their form, Grafana's linter rules, their PromQL, what can go
 * wrong when they are drawn, and what each panel shows from a real Prometheus. {@code grafana/README.md} lists what each
 * test refuses, and what only a Grafana can show.
 *
 * <ul>
 *   <li>{@code Dashboard}, {@code Panel}, {@code Query}: the JSON, read
 *   <li>{@code Drawn}: pixels of panels and texts
 *   <li>{@code Screen}: what a person reads on a panel now; {@code Shown}: one value of it, with its colour
 *   <li>{@code FixtureServer}: a metrics page from a text; {@code Fixture}: the labels of that text
 *   <li>{@code Prometheus}: the real program, which scrapes it
 * </ul>
 */
package io.github.cloudtrailexporter.dashboards;
