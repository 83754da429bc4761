package io.github.cloudtrailexporter.cli;

import io.github.cloudtrailexporter.FailedCommandException;
import io.github.cloudtrailexporter.Main;
import io.github.cloudtrailexporter.Setting;
import io.github.cloudtrailexporter.config.ConfigException;
import io.github.cloudtrailexporter.iam.IamPolicies;
import io.github.cloudtrailexporter.iam.IamPolicyJson;
import io.github.cloudtrailexporter.poll.CallListener;
import io.github.cloudtrailexporter.target.Plan;
import io.github.cloudtrailexporter.target.Shard;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Says what the configuration needs permission for. Asks AWS nothing. */
@Command(
        name = "iam-policy",
        header = "Print the least-privilege IAM policies that the configuration needs.",
        description = {
            "One JSON object: the exporter's own principal and each role that it assumes, each with the policy"
                    + " 'permissions', roles also with the policy 'trust'. A role in every account of an organization has"
                    + " * for its account. The trust policies contain the external ids of the configuration.",
            "",
            "For example: iam-policy | jq .exporter.permissions"
        },
        versionProvider = Main.Version.class,
        sortOptions = false,
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true)
final class IamPolicyCommand implements Callable<Integer> {

    private static final String PRINCIPAL = "arn:aws[a-z0-9-]*:(iam|sts)::[0-9]{12}:[\\x21-\\x7E]+";

    @Spec
    private CommandSpec command;

    @Mixin
    private ConfigOptions config;

    @Option(
            names = "--principal",
            paramLabel = "ARN",
            defaultValue = "",
            description = "Who assumes the roles, for their trust policies: the ARN of the exporter's own role or user"
                    + " (default: a placeholder).")
    private String principal;

    @Mixin
    private LogOptions log;

    @Override
    public Integer call() throws ConfigException, FailedCommandException {
        log.install();
        if (!principal.isEmpty() && !principal.matches(PRINCIPAL)) {
            throw new ParameterException(
                    command.commandLine(),
                    "--principal: expected an ARN such as arn:aws:iam::111122223333:role/cloudtrail-exporter");
        }
        Setting setting = Setting.of(config, CallListener.NONE, Clock.systemUTC());
        StandardOutput.print(command.commandLine(), IamPolicyJson.of(IamPolicies.of(plan(setting)), principal));
        return 0;
    }

    private static Plan plan(Setting setting) throws ConfigException {
        return setting.surroundings(Shard.ALL).plan(setting.source().read());
    }
}
