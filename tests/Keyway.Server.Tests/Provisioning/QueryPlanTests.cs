using Keyway.Contracts.Provisioning;
using Keyway.Server.Provisioning;
using Keyway.Server.Provisioning.Filters;
using Keyway.Server.Storage;

namespace Keyway.Server.Tests.Provisioning;

/// <summary>What a client asks for all the time is answered from an index: the plans of the store say so, whatever the number of people.</summary>
public sealed class QueryPlanTests(DirectoryFixture fixture) : IClassFixture<DirectoryFixture>
{
    private const string OnPremises = ScimSchemas.OnPremises;

    [Theory]
    [InlineData("Users", "userName eq \"a@b.test\"")]
    [InlineData("Users", "externalId eq \"x\"")]
    [InlineData("Users", "id eq \"x\"")]
    [InlineData("Users", OnPremises + ":securityIdentifier eq \"S-1-5-21-1-2-3-4\"")]
    [InlineData("Users", "emails.value eq \"a@b.test\"")]
    [InlineData("Users", "emails[type eq \"work\"].value eq \"a@b.test\"")]
    [InlineData("Groups", "externalId eq \"x\"")]
    [InlineData("Groups", "displayName eq \"x\"")]
    [InlineData("Groups", "members eq \"x\"")]
    [InlineData("Groups", "id eq \"x\" and members eq \"y\"")]
    [InlineData("Groups", OnPremises + ":securityIdentifier eq \"x\"")]
    [InlineData("Devices", "externalId eq \"x\"")]
    public void A_look_up_scans_no_table(string kind, string filter)
    {
        foreach (var authority in new[] { new ScimAuthority(null, null), new ScimAuthority("d.test", null) })
        {
            var request = new ListRequest(FilterParser.Parse(filter).Value, null, false, 1, 100, Projection.All);
            var statements = DirectorySearch.Statements(Enum.Parse<ScimKind>(kind), authority, request).Value;
            foreach (var sql in new[] { statements.Count, statements.Page })
                AssertSearches(sql, statements.Arguments.Count);
        }
    }

    [Theory]
    [InlineData("Users")]
    [InlineData("Groups")]
    [InlineData("Devices")]
    public void A_page_of_a_domain_comes_in_the_order_of_its_index(string kind)
    {
        var request = new ListRequest(null, null, false, 50_001, 1000, Projection.All);
        var statements = DirectorySearch.Statements(Enum.Parse<ScimKind>(kind), new ScimAuthority("d.test", null), request).Value;
        AssertSearches(statements.Page, 1);
        Assert.DoesNotContain(Plan(statements.Page, 1), step => step.Contains("TEMP B-TREE", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("SELECT Id FROM Account WHERE Domain = @p0 AND ExternalId = @p1")]
    [InlineData("SELECT Id FROM Account WHERE Domain = @p0 AND Sid = @p1")]
    [InlineData("SELECT Id FROM Account WHERE UserNameKey = @p0 AND DeletedOn IS NULL")]
    [InlineData("SELECT Id FROM Account WHERE DeletedOn < @p0 ORDER BY DeletedOn LIMIT @p1")]
    [InlineData("SELECT COUNT(*) FROM Account WHERE Domain = @p0 AND DeletedOn IS NOT NULL")]
    [InlineData("SELECT Id FROM DirectoryGroup WHERE Domain = @p0 AND ExternalId = @p1")]
    [InlineData("SELECT Id FROM DirectoryGroup WHERE Domain = @p0 AND Sid = @p1")]
    [InlineData("DELETE FROM Membership WHERE GroupId = @p0 AND MemberId IN (@p1)")]
    [InlineData("DELETE FROM DeletedMembership WHERE GroupId = @p0 AND MemberId IN (@p1)")]
    [InlineData("DELETE FROM PrimaryRefreshToken WHERE UserId = @p0")]
    [InlineData("DELETE FROM SecurityKey WHERE UserId = @p0")]
    public void What_every_change_asks_scans_no_table(string sql) => AssertSearches(sql, 2);

    private void AssertSearches(string sql, int arguments)
    {
        var plan = Plan(sql, arguments);
        Assert.NotEmpty(plan);
        Assert.DoesNotContain(plan, step => step.StartsWith("SCAN", StringComparison.Ordinal));
    }

    private List<string> Plan(string sql, int arguments) => fixture.Server.Get<Store>().Read(session =>
        session.All("EXPLAIN QUERY PLAN " + sql, row => row.GetString(3), [.. Enumerable.Repeat<object?>("x", arguments)]));
}
