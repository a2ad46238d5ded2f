using Keyway.Server.AuthenticationMethods.Keys;
using Keyway.Server.SignIns;
using Keyway.Server.Storage;
using Keyway.Server.Tests.Journeys;

namespace Keyway.Server.Tests.SignIns;

/// <summary>What the pages of a large organisation count comes from indexes alone, and stays right whatever happens to keys and people.</summary>
public sealed class CountPlanTests : IAsyncLifetime
{
    private Organisation _organisation = null!;

    private SignInQueries Queries => _organisation.Server.Get<SignInQueries>();

    public async ValueTask InitializeAsync() => _organisation = await Organisation.StartAsync();

    public ValueTask DisposeAsync() => _organisation.DisposeAsync();

    [Fact]
    public void Counts_and_last_sign_ins_read_no_row()
    {
        var usage = Plan(KeyUsageQueries.Counts, 1L);
        Assert.Equal(3, usage.Count(step => step.StartsWith("SEARCH Account USING INDEX AccountByKeyUse (Enabled=?", StringComparison.Ordinal) || step.StartsWith("SEARCH Account USING COVERING INDEX AccountByKeyUse (Enabled=?", StringComparison.Ordinal)));
        Assert.DoesNotContain(usage, step => step.StartsWith("SCAN Account", StringComparison.Ordinal));

        Assert.Equal("SEARCH SignIn USING COVERING INDEX SignInByDevice (DeviceId=?)", Assert.Single(Plan(SignInTable.LastCompletedAt, "x")));

        var hours = Plan(SignInTable.CountsOfSteps, 1L, 2L, 24L);
        Assert.Contains("SEARCH SignInHour USING PRIMARY KEY (Hour>? AND Hour<?)", hours);
        Assert.DoesNotContain("USE TEMP B-TREE FOR ORDER BY", hours);
    }

    [Fact]
    public async Task Who_uses_keys_follows_keys_and_people()
    {
        var person = await _organisation.PersonAsync("uses");
        Assert.Equal(new KeyUsage(0, 1, 1), Queries.KeyUsage());
        // For somebody's key the administrator signs in with one.
        var key = await _organisation.KeyAsync(person);
        Assert.Equal(new KeyUsage(1, 1, 0), Queries.KeyUsage());
        await _organisation.Client.KeyTokenAsync(key);
        Assert.Equal(new KeyUsage(2, 0, 0), Queries.KeyUsage());

        await _organisation.ExecuteAsync($"UPDATE Account SET Enabled = FALSE WHERE Id = '{person.Id:D}'");
        Assert.Equal(new KeyUsage(1, 0, 0), Queries.KeyUsage());
        await _organisation.ExecuteAsync($"UPDATE Account SET Enabled = TRUE WHERE Id = '{person.Id:D}'");

        // The thirtieth day before today still counts, the one before it does not; with another key the later use counts.
        _organisation.Server.Clock.Advance(TimeSpan.FromDays(30));
        Assert.Equal(new KeyUsage(2, 0, 0), Queries.KeyUsage());
        _organisation.Server.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(new KeyUsage(0, 2, 0), Queries.KeyUsage());
        await _organisation.Client.KeyTokenAsync(await _organisation.KeyAsync(person));
        Assert.Equal(new KeyUsage(2, 0, 0), Queries.KeyUsage());

        Assert.True((await _organisation.Server.Get<DurableWriter>().WriteAsync<bool>(session =>
        {
            SecurityKeyTable.Forget(session, person.Id);
            return true;
        }, TestContext.Current.CancellationToken)).Succeeded);
        Assert.Equal(new KeyUsage(1, 0, 1), Queries.KeyUsage());
    }

    private List<string> Plan(string sql, params object?[] arguments) =>
        _organisation.Server.Get<Store>().Read(session => session.All("EXPLAIN QUERY PLAN " + sql, row => row.GetString(3), arguments));
}
