using Keyway.ActiveDirectory.Ldap;
using Keyway.EndToEnd.Access;
using Keyway.Lab;

namespace Keyway.EndToEnd.Synchronization;

/// <summary>keyway-connect sync between the lab's domain controller and its identity server: deltas, kills, guard, scope (families A01, O07).</summary>
[Collection(LabCollection.Name)]
public sealed class SyncTests(LabFixture fixture)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_cycle_of_a_state_compares_everything_and_the_next_ones_read_what_changed()
    {
        await using var desk = await SyncDesk.OpenAsync(fixture.Lab, "Delta");
        var first = (await desk.SyncAsync()).Done();
        Assert.Equal("full", (string?)first.Json["kind"]);

        await desk.AddPeopleAsync(1, 3);
        var group = await desk.AddGroupAsync("team", desk.PersonDn(1), desk.PersonDn(2));
        var made = (await desk.SyncAsync()).Done();
        Assert.Equal(("delta", 3, 1, 2), ((string?)made.Json["kind"], Made(made, "users", "created"), Made(made, "groups", "created"), Made(made, "memberships", "added")));
        Assert.InRange((int)made.Json["read"]!, 4, 20);

        await desk.ChangeAsync(group, LdapChange.Add("member", desk.PersonDn(3)));
        await desk.ChangeAsync(group, LdapChange.Delete("member", desk.PersonDn(1)));
        await desk.ChangeAsync(desk.PersonDn(2), LdapChange.Replace("displayName", "Somebody else"));
        var changed = (await desk.SyncAsync()).Done();
        Assert.Equal((1, 1, 1), (Made(changed, "users", "updated"), Made(changed, "memberships", "added"), Made(changed, "memberships", "removed")));

        await desk.DeleteAsync(desk.PersonDn(2));
        Assert.Equal(1, Made((await desk.SyncAsync()).Done(), "users", "deleted"));
        Assert.Equal(0, (int)(await desk.SyncAsync()).Done().Json["requests"]!);

        // What deltas made is what comparing everything finds.
        var full = (await desk.SyncAsync("--full")).Done();
        Assert.Equal(("full", 0), ((string?)full.Json["kind"], (int)full.Json["requests"]!));
    }

    [Fact]
    public async Task Renamed_grace_keeps_her_key()
    {
        await using var desk = await SyncDesk.OpenAsync(fixture.Lab, "Renamed");
        (await desk.SyncAsync()).Done();
        var grace = $"CN=Grace Okafor,CN=Users,{Domain.BaseDn}";
        await desk.ChangeAsync(grace, LdapChange.Replace("userPrincipalName", Domain.Upn("grace.new")));
        try
        {
            Assert.Equal(1, Made((await desk.SyncAsync()).Done(), "users", "updated"));
            await fixture.SignIn.SignInAsync("grace", Cancellation);
        }
        finally
        {
            await desk.ChangeAsync(grace, LdapChange.Replace("userPrincipalName", Domain.Upn("grace")));
            (await desk.SyncAsync()).Done();
        }

        await fixture.SignIn.SignInAsync("grace", Cancellation);
    }

    [Fact]
    public async Task Killed_at_any_time_the_next_cycle_finishes_it()
    {
        await using var desk = await SyncDesk.OpenAsync(fixture.Lab, "Killed");
        (await desk.SyncAsync()).Done();
        for (var round = 0; round < 4; round++)
        {
            await desk.AddPeopleAsync(100 * round, 20);
            await desk.AddGroupAsync($"team{round}", [.. Enumerable.Range(100 * round, 20).Select(desk.PersonDn)]);
            using (var process = desk.Start())
            {
                await Task.Delay(400 + (300 * round), Cancellation);
                process.Kill();
                await process.WaitForExitAsync(Cancellation);
            }

            (await desk.SyncAsync()).Done();
            var full = (await desk.SyncAsync("--full")).Done();
            Assert.Equal(0, (int)full.Json["requests"]!);
        }

        await desk.DeletePeopleAsync(0, 20);
    }

    [Fact]
    public async Task A_storm_of_deletions_waits_for_a_person_who_names_its_number()
    {
        await using var desk = await SyncDesk.OpenAsync(fixture.Lab, "Storm");
        await desk.AddPeopleAsync(1, 15);
        (await desk.SyncAsync()).Done();
        await desk.DeletePeopleAsync(1, 15);
        await desk.AddPeopleAsync(50, 1);

        var guarded = await desk.SyncAsync();
        guarded.Refused("KW4130");
        Assert.Equal((15, 1, 0), ((int)guarded.Json["guarded"]!, Made(guarded, "users", "created"), Made(guarded, "users", "deleted")));
        (await desk.SyncAsync("--allow-deletions", "14")).Refused("KW4130");

        Assert.Equal(15, Made((await desk.SyncAsync("--allow-deletions", "15")).Done(), "users", "deleted"));
    }

    [Fact]
    public async Task A_scope_leaves_the_rest_to_the_guard_and_names_that_mean_nothing_are_refused()
    {
        await using var desk = await SyncDesk.OpenAsync(fixture.Lab, "Scope");
        await desk.AddPeopleAsync(1, 2);
        (await desk.SyncAsync()).Done();

        (await desk.SyncAsync("--ou", desk.Unit)).Refused("KW4130");
        (await desk.SyncAsync("--group", Domain.AllowedGroup)).Refused("KW4130");
        var excluded = (await desk.SyncAsync("--exclude-ou", desk.Unit)).Done();
        Assert.Equal(2, Made(excluded, "users", "deleted"));

        (await desk.SyncAsync("--ou", "OU=Nowhere," + Domain.BaseDn)).Refused("KW4134");
        (await desk.SyncAsync("--group", "no such group")).Refused("KW4134");
        Assert.Equal(2, Made((await desk.SyncAsync()).Done(), "users", "created"));
    }

    [Fact]
    public async Task Hostile_names_and_groups_in_a_circle_are_synced_as_they_are()
    {
        await using var desk = await SyncDesk.OpenAsync(fixture.Lab, "Hostile");
        await desk.AddPeopleAsync(1, 1);
        await desk.ChangeAsync(desk.PersonDn(1), LdapChange.Replace("displayName", "a\"},{\"\u202e<b>\t\\ émile 名"));
        var one = await desk.AddGroupAsync("one");
        var two = await desk.AddGroupAsync("two", one, desk.PersonDn(1));
        await desk.ChangeAsync(one, LdapChange.Add("member", two));

        (await desk.SyncAsync()).Done();
        Assert.Equal(0, (int)(await desk.SyncAsync("--full")).Done().Json["requests"]!);
    }

    private static int Made(ConnectRun run, string kind, string action) => (int)run.Json[kind]![action]!;
}
