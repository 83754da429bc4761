/**
 * The least-privilege IAM policies that a plan needs.
 *
 * <p>Glossary: a <em>grant</em> is one action on some resources; a <em>policy</em> is the grants of one role.
 */
package io.github.cloudtrailexporter.iam;
