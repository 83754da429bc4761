/**
 * Tests the dashboards of {@code grafana/} without a Grafana: their structure, Grafana's linter rules, their PromQL, mistakes
 * in the rendering, and the content of each panel with a real Prometheus. {@code grafana/README.md} lists what each test
 * rejects, and what needs a check in Grafana.
 *
 * <ul>
 *   <li>{@code Dashboard}, {@code Panel}, {@code Query}: the parsed JSON
 *   <li>{@code Drawn}: pixels of panels and texts
 *   <li>{@code Screen}: the text of a panel now; {@code Shown}: one value of it, with its colour
 *   <li>{@code FixtureServer}: a metrics page from a text; {@code Fixture}: the labels of that text
 *   <li>{@code Prometheus}: the real program, which scrapes it
 * </ul>
 */
package io.github.cloudtrailexporter.dashboards;
