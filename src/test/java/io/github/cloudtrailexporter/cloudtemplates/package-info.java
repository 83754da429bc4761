/**
 * Verifies the templates for AWS: their policies are those that {@code iam-policy} prints, and the tools of
 * their vendors, if installed, accept them.
 */
package io.github.cloudtrailexporter.cloudtemplates;
