using Keyway.ActiveDirectory.Reading;
using Keyway.Connect.IdentityServer;

namespace Keyway.Connect.Tests.Synchronization;

/// <summary>Laws over random directories: after a cycle the server holds the directory, whatever happened to both in between, and a further cycle writes nothing.</summary>
public sealed class SyncLawTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public async Task After_any_changes_a_cycle_makes_the_server_hold_the_directory_and_a_second_one_writes_nothing(int seed)
    {
        var random = new Random(seed);
        using var bench = new SyncBench { Allowed = int.MaxValue };
        for (var round = 0; round < 20; round++)
        {
            Change(random, bench.Domain, random.Next(40));
            bench.Limits = new BulkLimits(random.Next(1, 12), random.Next(1000, 20_000));
            bench.Domain.PageSize = random.Next(1, 20);

            // Now and then everything is read, the state is lost, or the domain says that its changes do not serve.
            var full = random.Next(6) == 0 ? "a test" : null;
            if (random.Next(8) == 0 && Directory.Exists(bench.StatePath))
                File.Delete(Path.Combine(bench.StatePath, "sync.db"));
            if (random.Next(8) == 0)
                bench.Domain.FullReadBecause = "a unit moved";

            bench.Server.Requests.Clear();
            await bench.MustAsync(full);
            bench.AssertSame();
            Assert.All(bench.Server.Requests, request => Assert.True(request.Operations == 1 || (request.Operations <= bench.Limits.MaximumOperations && request.Bytes <= bench.Limits.MaximumPayload)));

            var before = bench.Server.Operations.Count;
            await bench.MustAsync();
            Assert.Equal(before, bench.Server.Operations.Count);
            await bench.MustAsync("a test");
            Assert.Equal(before, bench.Server.Operations.Count);
        }
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    public async Task A_scope_by_units_holds_whatever_moves_in_and_out(int seed)
    {
        var random = new Random(seed);
        using var bench = new SyncBench { Allowed = int.MaxValue, Scope = new([Place("Staff")], ["OU=Secret," + Place("Staff")], null) };
        for (var round = 0; round < 20; round++)
        {
            Change(random, bench.Domain, random.Next(40));
            foreach (var user in bench.Domain.Users.Values.Where(_ => random.Next(3) == 0).ToList())
                bench.Domain.Put(user with { Dn = $"CN={user.SamAccountName},{Unit(random)}" });
            foreach (var group in bench.Domain.Groups.Values.Where(_ => random.Next(3) == 0).ToList())
                bench.Domain.Put(group with { Dn = $"CN={group.SamAccountName},{Unit(random)}" });

            await bench.MustAsync();
            bench.AssertSame();
        }
    }

    [Theory]
    [InlineData(21)]
    [InlineData(22)]
    [InlineData(23)]
    public async Task A_scope_by_group_holds_whoever_comes_and_goes(int seed)
    {
        var random = new Random(seed);
        using var bench = new SyncBench { Allowed = int.MaxValue, Scope = new([], [], new(Samples.Anchor(100), "CN=g100,CN=Users,DC=contoso,DC=corp,DC=com")) };
        bench.Domain.Put(Samples.Group(100, "g100"));
        for (var round = 0; round < 20; round++)
        {
            Change(random, bench.Domain, random.Next(20));
            foreach (var member in bench.Domain.Users.Keys.Concat(bench.Domain.Groups.Keys).Where(_ => random.Next(5) == 0).ToList())
                bench.Domain.Join(Samples.Anchor(100), member);
            if (bench.Domain.Users.Count == 0)
                bench.Domain.Put(Samples.User(1, "u1"));

            await bench.MustAsync();
            bench.AssertSame();
        }
    }

    private static string Place(string unit) => $"OU={unit},DC=contoso,DC=corp,DC=com";

    private static string Unit(Random random) => random.Next(4) switch { 0 => Place("Staff"), 1 => "OU=Secret," + Place("staff"), 2 => @"OU=X\,OU=Staff,DC=contoso,DC=corp,DC=com", _ => "OU=Deep," + Place("Staff") };

    /// <summary>Users 1 to 30, computers 51 to 60, groups 101 to 112.</summary>
    private static void Change(Random random, DirectoryModel domain, int changes)
    {
        // An objectGUID is never used again; what comes back from the deleted ones was told as deleted before.
        var deleted = new HashSet<Guid>();
        for (var i = 0; i < changes; i++)
        {
            switch (random.Next(8))
            {
                case 0 or 1 or 2:
                    if (User(random, random.Next(1, 31)) is var user && !deleted.Contains(user.ObjectGuid))
                        domain.Put(user);
                    break;
                case 3:
                    domain.Put(SyncBench.Computer(random.Next(51, 61)) with { Enabled = random.Next(2) == 0, OperatingSystemVersion = random.Next(3).ToString() });
                    break;
                case 4:
                    var number = random.Next(101, 113);
                    if (deleted.Contains(Samples.Anchor(number)))
                        break;
                    domain.Put(Samples.Group(number, $"g{number}") with { DisplayName = random.Next(2) == 0 ? null : $"Group {random.Next(3)}" });
                    break;
                case 5 when domain.Users.Count > 1:
                    Delete(Any(random, domain.Users.Keys));
                    break;
                case 6 when random.Next(3) == 0 && domain.Groups.Keys.Any(group => group != Samples.Anchor(100)):
                    Delete(Any(random, domain.Groups.Keys.Where(group => group != Samples.Anchor(100))));
                    break;
                case 7 when domain.Groups.Count > 0:
                    var group = Any(random, domain.Groups.Keys);
                    var everyone = domain.Users.Keys.Concat(domain.Groups.Keys).Concat(domain.Computers.Keys);
                    foreach (var member in everyone.Where(_ => random.Next(3) == 0).ToList())
                        domain.Join(group, member);
                    foreach (var member in domain.MembersOf(group).Where(_ => random.Next(4) == 0).ToList())
                        domain.Part(group, member);
                    break;
            }
        }

        if (domain.Users.Count == 0)
            domain.Put(User(random, Enumerable.Range(1, 30).First(number => !deleted.Contains(Samples.Anchor(number)))));

        void Delete(Guid anchor)
        {
            domain.Delete(anchor);
            deleted.Add(anchor);
        }
    }

    private static T Any<T>(Random random, IEnumerable<T> all)
    {
        var list = all.ToList();
        return list[random.Next(list.Count)];
    }

    private static DirectoryUser User(Random random, int number) => Samples.User(number, $"u{number}") with
    {
        DisplayName = random.Next(3) switch { 0 => null, 1 => "", _ => $"User {random.Next(3)}" },
        Mail = random.Next(2) == 0 ? null : $"u{random.Next(3)}@contoso.corp.com",
        Enabled = random.Next(5) > 0,
        AccountExpires = random.Next(4) == 0 ? Samples.KeyTime.AddDays(random.Next(3)) : null,
        PasswordExpires = random.Next(4) == 0 ? Samples.KeyTime.AddTicks(random.Next()) : null,
        MustChangePassword = random.Next(4) == 0,
        AdminCount = random.Next(8) == 0,
    };
}
