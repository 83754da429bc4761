package io.github.cloudtrailexporter;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import io.github.cloudtrailexporter.config.ConfigException;
import io.github.cloudtrailexporter.config.ConfigReader;
import io.github.cloudtrailexporter.iam.IamPolicies;
import io.github.cloudtrailexporter.target.Shard;
import java.util.Map;

/** The output of {@code iam-policy}, for the tests of templates with the same policies. */
public final class PrintedPolicies {

    private PrintedPolicies() {}

    /**
     * By principal.
     *
     * @param yaml the configuration
     * @param principal the principal that assumes the roles
     */
    public static JsonObject of(String yaml, String principal) throws ConfigException, JsonParserException {
        IamPolicies policies =
                new IamPolicies(ConfigReader.read("test", yaml, Map.of()).plan(Shard.ALL, "us-east-1"));
        return JsonParser.object().from(policies.json(principal));
    }
}
