using Keyway.ActiveDirectory.Reading;
using Keyway.Connect.IdentityServer;
using Keyway.Connect.Synchronization;
using Keyway.Contracts.Provisioning;
using Keyway.Errors;

namespace Keyway.Connect.Tests.Synchronization;

/// <summary>Family O07: a hostile directory and a server that lies.</summary>
public sealed class HostileSyncTests
{
    [Fact]
    public async Task Of_two_people_with_one_name_the_second_is_listed_and_all_others_go_on_until_the_name_is_free()
    {
        using var bench = Bench();
        bench.Domain.Put(Samples.User(50, "double") with { UserPrincipalName = "u1@contoso.corp.com" });
        bench.Domain.Put(Samples.Group(101, "g101"));
        bench.Domain.Join(Samples.Anchor(101), Samples.Anchor(50));
        bench.Domain.Join(Samples.Anchor(101), Samples.Anchor(2));

        var first = await bench.CycleAsync();
        var refused = Assert.Single(first.Refused);
        Assert.Equal((Samples.Anchor(50), "KW2055", false), (refused.Anchor, refused.Number, refused.IsAlarm));
        Assert.Null(first.Stopped);
        Assert.Equal([Samples.Anchor(2)], bench.Server.MembersOf(Samples.Anchor(101)));

        // The cookie has passed it, and it is tried again all the same, its memberships with it.
        Assert.Single((await bench.CycleAsync()).Refused);
        bench.Domain.Delete(Samples.Anchor(1));
        await bench.MustAsync();
        bench.AssertSame();
    }

    [Fact]
    public async Task A_name_that_passes_between_two_people_arrives_in_one_cycle()
    {
        using var bench = Bench();
        await bench.MustAsync();
        bench.Domain.Put(Samples.User(1, "u1") with { UserPrincipalName = "u2@contoso.corp.com" });
        bench.Domain.Put(Samples.User(2, "u2") with { UserPrincipalName = "other@contoso.corp.com" });

        await bench.MustAsync();

        bench.AssertSame();
    }

    [Fact]
    public async Task A_renamed_person_keeps_the_id()
    {
        using var bench = Bench();
        await bench.MustAsync();
        var id = bench.Server.IdOf(Samples.Anchor(1));
        bench.Domain.Put(Samples.User(1, "u1") with { UserPrincipalName = "new.name@contoso.corp.com", SamAccountName = "new", Dn = "CN=other,DC=contoso,DC=corp,DC=com" });

        await bench.MustAsync();

        Assert.Equal("new.name@contoso.corp.com", bench.Server.Users[id].UserName);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("a test")]
    public async Task Who_syncs_under_the_own_name_neither_makes_nor_loses_the_own_account(string? fullBecause)
    {
        using var bench = Bench();
        await bench.MustAsync();
        bench.Own = Samples.Anchor(1);

        // As the reader leaves it out: never shown, and gone for a delta.
        bench.Domain.Delete(Samples.Anchor(1));
        await bench.MustAsync(fullBecause);

        Assert.Equal(9, bench.Server.Users.Count);
    }

    [Fact]
    public async Task Another_SID_under_the_same_anchor_is_an_alarm_at_every_cycle()
    {
        using var bench = Bench();
        await bench.MustAsync();
        bench.Domain.Put(Samples.User(1, "u1") with { Sid = Samples.DomainSid.Child(500) });

        for (var round = 0; round < 2; round++)
        {
            var tally = await bench.CycleAsync();
            var report = SyncReport.Of("sync", tally, TimeSpan.Zero);
            Assert.True(Assert.Single(tally.Refused).IsAlarm);
            Assert.Equal(Catalogue.Synchronization.IdentityChanged, report.Failure!.Refusal.Error);
            Assert.Contains(report.Lines, line => line.StartsWith("✗ ALARM Update user u1@contoso.corp.com: 409 KW2518", StringComparison.Ordinal));
        }

        Assert.Equal(Samples.DomainSid + "-2001", bench.Server.Users[bench.Server.IdOf(Samples.Anchor(1))].OnPremises!.SecurityIdentifier);
    }

    [Fact]
    public async Task One_objectGUID_as_a_person_and_as_a_group_changes_nothing()
    {
        using var bench = Bench();
        await bench.MustAsync();
        bench.Domain.Delete(Samples.Anchor(1));
        bench.Domain.Users.Clear();
        bench.Domain.Put(Samples.Group(1, "u1"));

        Assert.Contains("the server holds a user of this objectGUID", Assert.Single((await bench.CycleAsync()).Refused).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_taken_stays_as_it_was_and_is_named()
    {
        using var bench = Bench();
        await bench.MustAsync();
        bench.Domain.Users.Remove(Samples.Anchor(1));
        bench.Domain.Skipped.Add(new SkippedObject(Samples.Anchor(1), "CN=u1", Catalogue.ActiveDirectory.AnswerMalformed));

        var tally = await bench.CycleAsync("a test");

        Assert.Equal(("CN=u1", 0), (Assert.Single(tally.Refused).Name, tally.Made(SyncAction.Delete)));
        Assert.Equal(9, bench.Server.Users.Count);
        Assert.Equal(Catalogue.Synchronization.ObjectSkipped, SyncReport.Of("sync", tally, TimeSpan.Zero).Failure!.Refusal.Error);
    }

    [Fact]
    public async Task While_something_cannot_even_be_named_nothing_is_gone_by_its_absence()
    {
        using var bench = Bench();
        await bench.MustAsync();
        bench.Domain.Users.Remove(Samples.Anchor(1));
        bench.Domain.Skipped.Add(new SkippedObject(null, "CN=?", Catalogue.ActiveDirectory.AnswerMalformed));

        Assert.Equal(0, (await bench.CycleAsync("a test")).Made(SyncAction.Delete));
        bench.Domain.Skipped.Clear();
        Assert.Equal(1, (await bench.CycleAsync("a test")).Made(SyncAction.Delete));
    }

    [Fact]
    public async Task What_somebody_took_from_the_server_comes_back_in_the_same_cycle()
    {
        using var bench = Bench();
        bench.Domain.Put(Samples.Group(101, "g101"));
        for (var number = 1; number <= 5; number++)
            bench.Domain.Join(Samples.Anchor(101), Samples.Anchor(number));
        await bench.MustAsync();
        bench.Server.Lose(Samples.Anchor(1));
        bench.Server.Lose(Samples.Anchor(2));
        bench.Domain.Put(Samples.User(1, "u1") with { DisplayName = "Changed" });

        var tally = await bench.MustAsync();

        Assert.Equal("the identity server does not hold what was written there", tally.FullBecause);
        bench.AssertSame();
    }

    [Fact]
    public async Task A_stranger_in_a_synced_group_is_taken_out_by_a_full_reconcile_and_left_alone()
    {
        using var bench = Bench();
        bench.Domain.Put(Samples.Group(101, "g101"));
        bench.Domain.Join(Samples.Anchor(101), Samples.Anchor(1));
        await bench.MustAsync();
        bench.Server.Intrude(Samples.Anchor(101));

        await bench.MustAsync("a test");

        bench.AssertSame();
        Assert.Contains(bench.Server.Users.Values, user => user.OnPremises is null);
    }

    [Fact]
    public async Task A_server_that_forgets_at_once_what_it_confirms_is_told_so_and_ends_the_cycle()
    {
        using var bench = Bench();
        await bench.MustAsync();
        bench.Domain.Put(Samples.User(1, "u1") with { DisplayName = "Changed" });
        bench.Server.Refused = "u1@contoso.corp.com";
        bench.Server.Lie = response => response with { Operations = [.. response.Operations.Select(result => new ScimBulkResult(result.Method, "404", result.BulkId))] };

        Assert.Equal(Catalogue.Synchronization.ServerForgets, (await bench.CycleAsync()).Stopped!.Error);
    }

    public static TheoryData<string> Lies => ["order", "no id", "one id", "foreign id"];

    [Theory]
    [MemberData(nameof(Lies))]
    public async Task An_answer_that_is_none_to_the_request_ends_the_cycle_and_the_next_one_repairs(string lie)
    {
        using var bench = Bench();
        bench.Server.Lie = response => response with
        {
            Operations = lie switch
            {
                "order" => [.. response.Operations.Reverse()],
                "no id" => [.. response.Operations.Select(result => result with { Location = "https://localhost/scim/v2/Users/" })],
                "one id" => [.. response.Operations.Select(result => result with { Location = response.Operations[0].Location })],
                _ => [.. response.Operations.Select(result => result with { Location = "https://localhost/scim/v2/Users/../Groups/1" })],
            },
        };

        Assert.Equal(Catalogue.Connect.ServerAnswerMalformed, (await bench.CycleAsync()).Stopped!.Error);
        bench.Server.Lie = null;
        await bench.MustAsync();
        bench.AssertSame();
    }

    [Fact]
    public async Task A_change_that_no_request_can_hold_keeps_no_other_from_being_made()
    {
        using var bench = Bench();
        bench.Server.MaximumPayload = 3000;
        bench.Limits = new BulkLimits(1000, 3000);
        bench.Domain.Put(Samples.User(50, "large") with { Mail = new string('x', 5000) });

        var tally = await bench.CycleAsync();

        Assert.Equal((null, 9), (tally.Stopped, tally.Made(SyncAction.Create)));
        Assert.Equal(Samples.Anchor(50), Assert.Single(tally.Refused).Anchor);
    }

    [Fact]
    public async Task One_member_of_a_large_group_costs_one_member()
    {
        using var bench = Bench();
        bench.Limits = new BulkLimits(1000, 1_000_000);
        bench.Domain.PageSize = 500;
        bench.Domain.Put(Samples.Group(5000, "large"));
        for (var number = 1000; number < 2500; number++)
        {
            bench.Domain.Put(Samples.User(number, $"u{number}"));
            bench.Domain.Join(Samples.Anchor(5000), Samples.Anchor(number));
        }

        await bench.MustAsync();
        bench.Domain.Join(Samples.Anchor(5000), Samples.Anchor(1));
        bench.Domain.Part(Samples.Anchor(5000), Samples.Anchor(1000));

        var tally = await bench.MustAsync();

        Assert.Equal((1, 1, 1), (tally.MembersAdded, tally.MembersRemoved, tally.Requests));
        Assert.InRange(tally.Bytes, 1, 2000);
        bench.AssertSame();
    }

    private static SyncBench Bench()
    {
        var bench = new SyncBench();
        for (var number = 1; number <= 9; number++)
            bench.Domain.Put(Samples.User(number, $"u{number}"));
        return bench;
    }
}
