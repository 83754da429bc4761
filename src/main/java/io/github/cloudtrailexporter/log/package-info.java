/**
 * Log lines in logfmt and JSON, through logback. The root package and the commands come in, once, at the start.
 */
package io.github.cloudtrailexporter.log;
