/**
 * The deployment files: image, demo, chart, manifests, unit and package. They use
 * only existing options, the same security settings, and the repository's own rules and dashboards.
 */
package io.github.cloudtrailexporter.deploy;
