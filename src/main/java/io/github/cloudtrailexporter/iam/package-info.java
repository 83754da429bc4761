/**
 * The least-privilege IAM policies that a plan needs. Used by the command {@code iam-policy}; uses {@code target} and
 * {@code trail}.
 *
 * <p>Glossary: a <em>grant</em> is one action on some resources; a <em>policy</em> is the grants of one principal.
 */
package io.github.cloudtrailexporter.iam;
