using Keyway.Kerberos.Pac;
using Keyway.Server.Accounts;
using Keyway.Server.Devices;
using Keyway.Server.Search;
using Keyway.Server.Storage;
using Keyway.Server.Tests.Provisioning;

namespace Keyway.Server.Tests.Search;

/// <summary>Who is found by what, who is not, and what hostile text does: nothing.</summary>
public sealed class SearchTests(DirectoryFixture fixture) : IClassFixture<DirectoryFixture>
{
    private PeopleSearch People => fixture.Server.Get<PeopleSearch>();

    [Theory]
    [InlineData("zorro")]
    [InlineData("ZORRO")]
    [InlineData("zor ann")]
    [InlineData("ann zor")]
    [InlineData("ann-zorro-mille")]
    [InlineData("mille")]
    [InlineData("az.orr")]
    [InlineData("az.orr@d")]
    [InlineData("  zorro,  ann ")]
    [InlineData("azm1")]
    [InlineData("post.zorro")]
    public async Task A_person_is_found_by_the_beginnings_of_words_of_every_name(string text)
    {
        await MakeAsync("Ann Ann-Zorro-Miller", "az.orr@d.test", "post.zorro@mail.test", "AZM1");
        Assert.Contains(People.Find(text, null, 50).People, person => person.DisplayName == "Ann Ann-Zorro-Miller");
    }

    [Theory]
    [InlineData("orro")]
    [InlineData("zorro bob")]
    [InlineData("%")]
    [InlineData("_")]
    [InlineData("*")]
    [InlineData("zo%rro")]
    [InlineData("z_rro")]
    [InlineData("' OR 1=1 --")]
    [InlineData("\"zorro\" OR \"nobody\"*")]
    [InlineData("'; DROP TABLE Account; --")]
    [InlineData("zo\0rro")]
    [InlineData("\ud800")]
    [InlineData("\U0010FFFF")]
    [InlineData("d.test")]
    public async Task O06_patterns_and_statements_are_letters_like_others(string text)
    {
        await MakeAsync("Ann Ann-Zorro-Miller", "az.orr@d.test", "post.zorro@mail.test", "AZM1");
        Assert.DoesNotContain(People.Find(text, null, 50).People, person => person.DisplayName == "Ann Ann-Zorro-Miller");
        Assert.NotEmpty(People.Find("zorro", null, 50).People);
    }

    [Fact]
    public async Task Letters_beyond_ascii_count_without_case()
    {
        await MakeAsync("Žofie Ångström-Ünal", "zofie@d.test", null, null);
        foreach (var text in new[] { "žof", "ŽOFIE", "ångström", "ünal žofie" })
            Assert.Contains(People.Find(text, null, 10).People, person => person.UserName == "zofie@d.test");
    }

    [Fact]
    public async Task The_renamed_are_found_by_the_new_name_and_the_deleted_by_nothing_until_they_come_back()
    {
        var person = await MakeAsync("Quentin Oldname", "quentin.q@d.test", null, null);
        await UpdateAsync(person with { DisplayName = "Quentin Newname" });
        Assert.Empty(People.Find("oldname", null, 10).People);
        Assert.Single(People.Find("newname", null, 10).People);
        await UpdateAsync(person with { DisplayName = "Quentin Newname", DeletedOn = fixture.Server.Clock.GetUtcNow() });
        Assert.Empty(People.Find("newname", null, 10).People);
        Assert.DoesNotContain(All(""), found => found.Id == person.Id);
        await UpdateAsync(person with { DisplayName = "Quentin Newname" });
        Assert.Single(People.Find("newname quentin", null, 10).People);
    }

    [Fact]
    public async Task Pages_follow_each_other_and_nobody_is_shown_twice_or_left_out()
    {
        var made = new HashSet<Guid>();
        for (var index = 0; index < 57; index++)
            made.Add((await MakeAsync($"Walther Walrus{index % 7} Nr{index}", $"wal{index}@p.test", $"walther.w{index}@p.test", $"WAL{index}")).Id);
        foreach (var text in new[] { "wal", "w nr", "walther walrus" })
            Assert.Equal(made.Order(), All(text).Select(person => person.Id).Order());
        Assert.Superset(made, All("").Select(person => person.Id).ToHashSet());
        var names = All("").ConvertAll(person => person.UserName.ToLowerInvariant());
        Assert.Equal(names.Order(StringComparer.Ordinal), names);
        foreach (var cursor in new[] { "", "x", "%%%", new string('A', 5000), new SearchCursor(99, "zzz", Guid.NewGuid()).ToString(), new SearchCursor(0, "' OR 1=1", Guid.Empty).ToString() })
            Assert.Equal(5, People.Find("wal nr", cursor, 5).People.Count);
    }

    [Fact]
    public async Task Those_who_were_here_before_the_words_are_written_down_bit_by_bit()
    {
        for (var index = 0; index < 10; index++)
            await MakeAsync($"Beforehand Number{index}", $"before{index}@b.test", null, null);
        await WriteAsync(session => session.Execute("DELETE FROM SearchWord") + session.Execute("INSERT INTO SearchUpkeep (Kind, After) VALUES (1, ''), (2, '')"));
        Assert.Empty(People.Find("beforehand", null, 50).People);
        var upkeep = fixture.Server.Services.GetService(typeof(IEnumerable<Microsoft.Extensions.Hosting.IHostedService>)) is IEnumerable<Microsoft.Extensions.Hosting.IHostedService> services
            ? services.OfType<SearchUpkeep>().Single() : null;
        while ((await upkeep!.WriteSomeAsync(CancellationToken.None)).Value)
        {
        }

        Assert.Equal(10, People.Find("beforehand", null, 50).People.Count);
    }

    [Fact]
    public async Task A_device_is_found_by_its_name_its_id_and_its_owner()
    {
        var owner = await MakeAsync("Olga Owner", "olga@dev.test", null, null);
        var device = new Device(Guid.NewGuid(), owner.Id, "LAPTOP-Kilo-7", "Linux", "12", JoinType.Cloud, [1], true, fixture.Server.Clock.GetUtcNow(), null, 1);
        await WriteAsync(session =>
        {
            DeviceTable.Insert(session, device);
            return 1;
        });
        var search = fixture.Server.Get<DeviceSearch>();
        foreach (var text in new[] { "laptop", "kilo", "lap kil", device.Id.ToString("D"), "" })
            Assert.Contains(search.Find(text, null, 999).Devices, found => found is { OwnerName: "olga@dev.test" } && found.Device.Id == device.Id);
        Assert.Equal(device.Id, Assert.Single(search.OfOwner(owner.Id)).Device.Id);
        foreach (var text in new[] { "aptop", "%", "' OR ''='" })
            Assert.Empty(search.Find(text, null, 10).Devices);
        await WriteAsync(session => DeviceTable.Delete(session, device.Id, fixture.Server.Clock.GetUtcNow()) ? 1 : 0);
        Assert.Empty(search.Find("laptop", null, 10).Devices);
    }

    [Fact]
    public void Every_page_comes_from_an_index()
    {
        foreach (var sql in new[]
        {
            PeopleSearch.Everybody, PeopleSearch.Statement.Sql(1), PeopleSearch.Statement.Sql(3), DeviceSearch.Everything, DeviceSearch.Statement.Sql(1), DeviceSearch.Statement.Sql(2), DeviceSearch.Owned,
        })
        {
            var plan = fixture.Server.Get<Store>().Read(session => session.All("EXPLAIN QUERY PLAN " + sql, row => row.GetString(3), [.. Enumerable.Repeat<object?>("x", 10)]));
            Assert.DoesNotContain(plan, step => step.StartsWith("SCAN", StringComparison.Ordinal));
            if (sql != DeviceSearch.Owned)
                Assert.DoesNotContain(plan, step => step.Contains("TEMP B-TREE", StringComparison.Ordinal));
        }
    }

    private List<DirectoryUser> All(string text)
    {
        var all = new List<DirectoryUser>();
        string? cursor = null;
        do
        {
            var page = People.Find(text, cursor, 10);
            all.AddRange(page.People);
            cursor = page.Next;
        }
        while (cursor is not null);
        return all;
    }

    private async Task<DirectoryUser> MakeAsync(string name, string userName, string? mail, string? sam)
    {
        var now = fixture.Server.Clock.GetUtcNow();
        if (fixture.Server.Get<Store>().Read(session => DirectoryUsers.FindByUserName(session, userName)) is { } there)
            return there;
        var id = Guid.NewGuid();
        var domain = sam is null ? null : new OnPremisesAccount(SecurityIdentifier.Parse($"S-1-5-21-1-2-{Random.Shared.Next()}-{Random.Shared.Next()}").Value, sam, "d.test", "D", null, false, null, null, false);
        var user = new DirectoryUser(id, userName, name, mail, true, id.ToString("D"), domain, now, now, null, 1);
        await WriteAsync(session =>
        {
            DirectoryUsers.Insert(session, user);
            return 1;
        });
        return user;
    }

    private Task UpdateAsync(DirectoryUser user) => WriteAsync(session =>
    {
        DirectoryUsers.Update(session, user);
        return 1;
    });

    private async Task WriteAsync(Func<StoreSession, int> write) =>
        Assert.True((await fixture.Server.Get<DurableWriter>().WriteAsync<int>(session => write(session), TestContext.Current.CancellationToken)).Succeeded);
}
