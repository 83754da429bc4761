/**
 * The commands and their output: serve, status, healthcheck, iam-policy. Only the root package imports this package.
 *
 * <p>Glossary: a <em>command</em> is the server or what the sub-command on the command line selects; <em>options</em> are
 * shared by several commands.
 */
package io.github.cloudtrailexporter.cli;
