using Keyway.Contracts.Provisioning;
using Keyway.Server.Audit;
using Keyway.Server.Provisioning;
using Keyway.Server.Storage;
using Microsoft.Extensions.Logging;

namespace Keyway.Server.Tests.Provisioning;

public sealed class AlarmsTests(DirectoryFixture fixture) : IClassFixture<DirectoryFixture>
{
    [Fact]
    public async Task K18_a_changed_SID_a_claimed_SID_and_a_claimed_name_are_critical_lines()
    {
        var connector = await fixture.ConnectorAsync();
        var administrator = await fixture.AdministratorAsync();
        var alice = await connector.CreateUserAsync("alice", 1105);
        var log = new CriticalLines();
        var users = new UserProvisioning(fixture.Server.Clock, fixture.Server.Get<AuditLog>(), new ProvisioningAlarms(log));
        var authority = new ScimAuthority(connector.Domain, null);

        var otherSid = connector.User("alice", 1105);
        otherSid[ScimSchemas.OnPremises]!["securityIdentifier"] = $"{connector.DomainSid}-500";
        await RefusedAsync("KW2518", session => users.Replace(session, authority, Guid.Parse(alice), Attributes(otherSid), null));
        var sameSid = connector.User("mallory", 1106);
        sameSid[ScimSchemas.OnPremises]!["securityIdentifier"] = $"{connector.DomainSid}-1105";
        await RefusedAsync("KW2517", session => users.Create(session, authority, Attributes(sameSid)));
        var sameName = connector.User("mallory", 1106);
        sameName["userName"] = administrator.Domain;
        await RefusedAsync("KW2520", session => users.Create(session, authority, Attributes(sameName)));
        await RefusedAsync("KW2512", session => users.Delete(session, authority, administrator.AccountId, null));

        Assert.Equal(["KW2518", "KW2517", "KW2520", "KW2512"], log.Lines.Select(line => line["ALARM ".Length..][..6]));
        Assert.Contains($"{connector.DomainSid}-500", log.Lines[0], StringComparison.Ordinal);
    }

    private async Task RefusedAsync<T>(string code, Func<StoreSession, Keyway.Errors.Result<T>> unit)
        where T : notnull =>
        Assert.Equal(code, (await fixture.Server.Get<DurableWriter>().WriteAsync(unit, TestContext.Current.CancellationToken)).Refusal.Code);

    private static UserAttributes Attributes(System.Text.Json.Nodes.JsonObject body) =>
        UserAttributes.Parse(ScimBody.Parse(System.Text.Encoding.UTF8.GetBytes(body.ToJsonString())).Value).Value;

    private sealed class CriticalLines : ILogger<ProvisioningAlarms>
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            Assert.Equal(LogLevel.Critical, logLevel);
            Lines.Add(formatter(state, exception));
        }
    }
}
