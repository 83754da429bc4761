/**
 * What is shipped for the places where people run the exporter: image, demo, chart, manifests, unit and package. They use
 * only options that there are, lock the process down alike, and hold the repository's own rules and dashboards.
 */
package io.github.cloudtrailexporter.deploy;
