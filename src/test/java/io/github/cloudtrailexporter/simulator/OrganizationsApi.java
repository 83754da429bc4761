package io.github.cloudtrailexporter.simulator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Organizations: ListAccounts, for the management account and delegated administrators. */
final class OrganizationsApi {

    private final World world;

    OrganizationsApi(World world) {
        this.world = world;
    }

    HttpResponse listAccounts(ApiCall call, Caller caller) {
        SimulatedOrganization organization = world.organizationOf(caller.account())
                .orElseThrow(() -> new AwsError(
                        "AWSOrganizationsNotInUseException", 400, "Your account is not a member of an organization."));
        if (!organization.mayAdminister(caller.account().id())) {
            throw new AwsError("AccessDeniedException", 400, "You don't have permissions to access this resource.");
        }
        return page(call, organization);
    }

    private static HttpResponse page(ApiCall call, SimulatedOrganization organization) {
        List<SimulatedOrganization.Member> all = organization.listing();
        int from = Math.min(number(call, "NextToken", 0), all.size());
        int size = Math.min(number(call, "MaxResults", organization.pageSize()), organization.pageSize());
        int to = Math.min(from + size, all.size());
        List<Object> accounts = new ArrayList<>();
        for (SimulatedOrganization.Member member : all.subList(from, to)) {
            accounts.add(account(organization, member));
        }
        Map<String, Object> response = new LinkedHashMap<>();
        response.put("Accounts", accounts);
        if (to < all.size()) {
            response.put("NextToken", String.valueOf(to));
        }
        return Protocol.JSON.success(Json.write(response));
    }

    private static int number(ApiCall call, String name, int otherwise) {
        String text = call.text(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        if (!text.matches("\\d{1,9}")) {
            throw new AwsError("InvalidInputException", 400, name + " is invalid.");
        }
        return Integer.parseInt(text);
    }

    private static Map<String, Object> account(
            SimulatedOrganization organization, SimulatedOrganization.Member member) {
        String management = organization.management().id();
        String id = member.account().id();
        String state = member.active() ? "ACTIVE" : "SUSPENDED";
        Map<String, Object> account = new LinkedHashMap<>();
        account.put("Id", id);
        account.put("Arn", "arn:aws:organizations::" + management + ":account/o-simulated/" + id);
        account.put("Email", "aws+" + id + "@example.com");
        account.put("Name", member.account().name());
        account.put("Status", state);
        account.put("State", state);
        account.put("JoinedMethod", id.equals(management) ? "INVITED" : "CREATED");
        return account;
    }
}
