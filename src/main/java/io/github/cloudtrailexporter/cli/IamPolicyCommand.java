package io.github.cloudtrailexporter.cli;

import io.github.cloudtrailexporter.CommandContext;
import io.github.cloudtrailexporter.config.ConfigException;
import io.github.cloudtrailexporter.iam.IamPolicies;
import io.github.cloudtrailexporter.poll.CallListener;
import io.github.cloudtrailexporter.target.Plan;
import io.github.cloudtrailexporter.trail.Arn;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints the permissions that the configuration needs. Makes no call to AWS. */
@Command(
        name = "iam-policy",
        header = "Print the least-privilege IAM policies that the configuration needs.",
        description = {
            "One JSON object: the exporter's own principal and each role that it assumes, each with the policy"
                    + " 'permissions', roles also with the policy 'trust'. A role in every account of an organization has"
                    + " * for its account. The trust policies contain the external ids of the configuration.",
            "",
            "For example: iam-policy | jq .exporter.permissions"
        })
final class IamPolicyCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Mixin
    private ConfigOptions config;

    @Option(
            names = "--principal",
            paramLabel = "ARN",
            defaultValue = "",
            description = "ARN of the role or user of the exporter, for the trust policies of the roles"
                    + " (default: a placeholder).")
    private String principal;

    @Override
    public Integer call() throws ConfigException {
        config.installLog();
        if (!principal.isEmpty()
                && Arn.parse(principal).filter(Arn::isPrincipal).isEmpty()) {
            throw new ParameterException(
                    command.commandLine(),
                    "--principal: expected an ARN such as arn:aws:iam::111122223333:role/cloudtrail-exporter");
        }
        CommandContext context = CommandContext.of(config, CallListener.NONE);
        // Works without a Region in the environment, because the exporter may run on another machine than this command.
        Plan plan = context.plan(context.source().read(aws -> Optional.of("us-east-1")));
        command.commandLine().getOut().print(new IamPolicies(plan).json(principal));
        return 0;
    }
}
