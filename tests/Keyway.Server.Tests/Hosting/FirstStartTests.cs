using System.Net;
using Keyway.Contracts;
using Keyway.Contracts.Graph;
using Keyway.Server.Hosting;
using Keyway.Server.Tests.Journeys;

namespace Keyway.Server.Tests.Hosting;

public sealed class FirstStartTests
{
    [Fact]
    public async Task The_first_start_gives_a_code_that_works_once()
    {
        await using var server = await RunningServer.StartAsync();
        Assert.Equal("admin@contoso.corp.com", server.Administrator.UserName);
        await new Client(server.Http).PassTokenAsync(server.Administrator.UserName, server.Administrator.Code!);
        (await new Client(server.Http).PassAsync(server.Administrator.UserName, server.Administrator.Code!)).IsRefusal("KW2120");
    }

    [Fact]
    public async Task A_restart_gives_a_new_code_only_when_the_old_one_is_used_up_and_no_key_is_registered()
    {
        await using var organisation = await Organisation.StartAsync();
        var server = organisation.Server;
        await server.RestartAsync();
        Assert.Null(server.Administrator.Code);

        await using var cut = await RunningServer.StartAsync();
        await cut.RestartAsync();
        Assert.Null(cut.Administrator.Code);
        var replaced = (await FirstStart.EnsureAsync(cut.Services, replaceCode: true, TestContext.Current.CancellationToken)).Value;
        await new Client(cut.Http).PassTokenAsync(replaced.UserName, replaced.Code!);
        await cut.RestartAsync();
        Assert.NotNull(cut.Administrator.Code);
    }

    [Fact]
    public async Task A_policy_that_shuts_the_administrator_out_too_is_put_right_with_a_new_code()
    {
        await using var organisation = await Organisation.StartAsync();
        var token = await organisation.AdministratorTokenAsync();
        var disabled = new SecurityKeyPolicy(State: "disabled");
        Assert.Equal(HttpStatusCode.NoContent, (await organisation.Client.PatchAsync(Client.Policy, disabled, ContractsJson.Default.SecurityKeyPolicy, token)).Status);
        (await organisation.Client.KeyAsync(organisation.AdministratorKey)).IsRefusal("KW2100");
        var again = (await FirstStart.EnsureAsync(organisation.Server.Services, replaceCode: true, TestContext.Current.CancellationToken)).Value;
        var rescue = await organisation.Client.PassTokenAsync(again.UserName, again.Code!);
        var enabled = new SecurityKeyPolicy(State: "enabled");
        Assert.Equal(HttpStatusCode.NoContent, (await organisation.Client.PatchAsync(Client.Policy, enabled, ContractsJson.Default.SecurityKeyPolicy, rescue)).Status);
        await organisation.AdministratorTokenAsync();
    }

    [Fact]
    public async Task W13_the_lost_key_of_the_only_administrator_is_replaced_by_whoever_can_start_the_server()
    {
        await using var organisation = await Organisation.StartAsync();
        var (services, cancellation) = (organisation.Server.Services, TestContext.Current.CancellationToken);
        Assert.Null((await FirstStart.EnsureAsync(services, replaceCode: true, cancellation)).Value.Code);
        var recovered = (await FirstStart.EnsureAsync(services, replaceCode: true, cancellation, recover: true)).Value;
        using var spare = new TestSecurityKey();
        var token = await organisation.Client.PassTokenAsync(recovered.UserName, recovered.Code!);
        (await organisation.Client.RegisterAsync(token, spare)).As(ContractsJson.Default.SecurityKeyMethod);
        await organisation.Client.KeyTokenAsync(spare);
    }

    [Fact]
    public async Task The_tenant_stays_the_same()
    {
        await using var server = await RunningServer.StartAsync();
        var tenant = server.Administrator.TenantId;
        await server.RestartAsync();
        Assert.Equal(tenant, server.Administrator.TenantId);
    }

    [Fact]
    public void The_code_is_not_in_the_text_of_the_record() =>
        Assert.DoesNotContain("SECRET", new FirstAdministrator("admin@x", "SECRET", Guid.Empty).ToString(), StringComparison.Ordinal);
}
