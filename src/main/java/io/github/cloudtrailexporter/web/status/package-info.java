/**
 * The status page for people.
 */
package io.github.cloudtrailexporter.web.status;
