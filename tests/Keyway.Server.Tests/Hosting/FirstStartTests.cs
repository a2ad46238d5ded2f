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
