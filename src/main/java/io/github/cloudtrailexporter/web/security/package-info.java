/**
 * Basic authentication and TLS of the HTTP server, as exporter-toolkit configures them.
 */
package io.github.cloudtrailexporter.web.security;
