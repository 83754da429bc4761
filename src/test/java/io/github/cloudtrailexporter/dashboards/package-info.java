/**
 * Proves the dashboards of {@code grafana/}: their form, Grafana's linter rules, their PromQL, and that each panel shows
 * something on a real Prometheus. Needs no Grafana; what only a Grafana could prove is said in {@code grafana/README.md}.
 */
package io.github.cloudtrailexporter.dashboards;
