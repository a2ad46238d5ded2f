using System.Globalization;
using Keyway.Contracts.Graph;
using Keyway.Server.Accounts;
using Keyway.Server.AuthenticationMethods.Policy;
using Keyway.Server.Storage;
using Keyway.Server.Tests.Journeys;

namespace Keyway.Server.Tests.AuthenticationMethods;

/// <summary>What a policy would shut out is counted as sign-ins would then be refused: by model, by groups, by the method's state.</summary>
public sealed class PolicyImpactTests : IAsyncLifetime
{
    private readonly (Guid Common, Guid Rare) _models = (Guid.NewGuid(), Guid.NewGuid());
    private readonly (Guid Pilot, Guid Nested, Guid Primary, Guid Contractors) _groups = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());

    private Organisation _organisation = null!;

    private SecurityKeyImpact Impact => _organisation.Server.Get<SecurityKeyImpact>();

    // Ann is in the pilot, Ben in a group that is nested in it (and it in that one), Clara by her primary group, Dora in none; Ben is a contractor too.
    public async ValueTask InitializeAsync()
    {
        _organisation = await Organisation.StartAsync();
        var (ann, ben, clara, dora) = (await PersonAsync("ann", _models.Common, _models.Rare), await PersonAsync("ben", _models.Rare, _models.Rare), await PersonAsync("clara", _models.Common), await PersonAsync("dora", _models.Common));
        foreach (var (id, name) in new[] { (_groups.Pilot, "pilot"), (_groups.Nested, "nested"), (_groups.Primary, "primary"), (_groups.Contractors, "contractors") })
        {
            await _organisation.ExecuteAsync(
                $"INSERT INTO DirectoryGroup (Id, DisplayName, ExternalId, Domain, Sid, CreatedOn, ModifiedOn, Version) VALUES ('{id:D}', '{name}', '{id:D}', 'contoso.corp.com', 'S-1-5-21-1-2-3-{name}', 0, 0, 1)");
        }

        foreach (var (group, member, isGroup) in new[]
        {
            (_groups.Pilot, ann, 0), (_groups.Nested, ben, 0), (_groups.Pilot, _groups.Nested, 1), (_groups.Nested, _groups.Pilot, 1), (_groups.Pilot, _groups.Primary, 1), (_groups.Contractors, ben, 0),
        })
        {
            await _organisation.ExecuteAsync($"INSERT INTO Membership (GroupId, MemberId, MemberIsGroup) VALUES ('{group:D}', '{member:D}', {isGroup.ToString(CultureInfo.InvariantCulture)})");
        }

        await _organisation.ExecuteAsync($"UPDATE Account SET Domain = 'contoso.corp.com', ExternalId = Id, PrimaryGroupSid = 'S-1-5-21-1-2-3-primary' WHERE Id = '{clara:D}'");
        Assert.NotEqual(dora, clara);
    }

    public ValueTask DisposeAsync() => _organisation.DisposeAsync();

    [Fact]
    public void People_whom_groups_leave_out_are_counted_with_models_and_state()
    {
        // Six keys of four people besides the administrator's one.
        AssertCounts((0, 0, 0), new SecurityKeyPolicy());
        AssertCounts((7, 5, 5), new SecurityKeyPolicy(State: "disabled"));
        AssertCounts((2, 2, 2), new SecurityKeyPolicy(IncludeTargets: Targets(_groups.Pilot)));
        AssertCounts((4, 3, 3), new SecurityKeyPolicy(IncludeTargets: Targets(_groups.Pilot), ExcludeTargets: Targets(_groups.Contractors)));
        AssertCounts((2, 1, 1), new SecurityKeyPolicy(ExcludeTargets: Targets(_groups.Contractors)));
        AssertCounts((7, 5, 5), new SecurityKeyPolicy(ExcludeTargets: [new PolicyTarget("group", MethodTargets.AllUsers)]));
        AssertCounts((7, 5, 5), new SecurityKeyPolicy(IncludeTargets: []));

        var noRare = new KeyRestrictions(true, "block", [_models.Rare]);
        AssertCounts((3, 2, 1), new SecurityKeyPolicy(KeyRestrictions: noRare));
        AssertCounts((5, 4, 3), new SecurityKeyPolicy(KeyRestrictions: noRare, IncludeTargets: Targets(_groups.Pilot)));
        AssertCounts((3, 2, 1), new SecurityKeyPolicy(KeyRestrictions: noRare, ExcludeTargets: Targets(_groups.Contractors)));
        // A group that is gone has nobody in it.
        AssertCounts((7, 5, 5), new SecurityKeyPolicy(IncludeTargets: Targets(Guid.NewGuid())));
    }

    [Fact]
    public void Counting_reads_indexes_only()
    {
        foreach (var sql in new[] { SecurityKeyImpact.ByModel, ImpactStatements.ByPerson(8, 0, 0), ImpactStatements.ByPerson(8, 8, 0), ImpactStatements.ByPerson(8, 8, 8) })
        {
            var count = sql == SecurityKeyImpact.ByModel ? 0 : Enumerable.Range(0, 24).Count(index => sql.Contains(string.Create(CultureInfo.InvariantCulture, $"@p{index}"), StringComparison.Ordinal));
            var plan = _organisation.Server.Get<Store>().Read(session => session.All("EXPLAIN QUERY PLAN " + sql, row => row.GetString(3), [.. Enumerable.Repeat<object?>("x", count)]));
            Assert.Contains(plan, step => step.Contains(" SecurityKey USING COVERING INDEX", StringComparison.Ordinal));
            // Who was deleted is read from the few, never from everybody; "t" is the list of groups that the statement has made itself.
            Assert.DoesNotContain(plan, step => step.StartsWith("SCAN Account", StringComparison.Ordinal) || step.StartsWith("SCAN a", StringComparison.Ordinal) || step.StartsWith("SCAN m", StringComparison.Ordinal));
            Assert.DoesNotContain(plan, step => step.Contains("AUTOMATIC", StringComparison.Ordinal) || step.Contains("TEMP B-TREE FOR GROUP BY", StringComparison.Ordinal));
            if (count > 8)
                Assert.Contains(plan, step => step.StartsWith("SEARCH SecurityKey USING COVERING INDEX SecurityKey_UserId (UserId=?)", StringComparison.Ordinal));
        }
    }

    private static IReadOnlyList<PolicyTarget> Targets(Guid group) => [new PolicyTarget("group", group.ToString("D"))];

    private void AssertCounts((int Keys, int People, int Left) expected, SecurityKeyPolicy candidate)
    {
        var counted = Impact.Of(candidate).Value;
        Assert.Equal(expected, (counted.Keys, counted.People, counted.PeopleLeftWithoutKey));
    }

    private async Task<Guid> PersonAsync(string name, params Guid[] models)
    {
        Account person = await _organisation.PersonAsync(name);
        foreach (var model in models)
            await _organisation.KeyAsync(person, model);
        return person.Id;
    }
}
