using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Keyway.ActiveDirectory.GroupPolicy;
using Keyway.ActiveDirectory.Ldap;
using Keyway.EndToEnd.Workstations;
using Keyway.Lab;

namespace Keyway.EndToEnd.Policies;

/// <summary>A computer of the domain reads its Group Policy from the real directory and the real SYSVOL, as itself.</summary>
[Collection(LabCollection.Name)]
public sealed class GroupPolicyTests(LabFixture fixture) : IAsyncLifetime
{
    private const string Fido = @"Software\Policies\Microsoft\FIDO";
    private const string SignIn = "EnableFIDODeviceLogon";
    private const string Own = @"Software\Policies\Keyway\SecurityKey";
    private const string Unit = "OU=Desks," + Domain.BaseDn;

    private readonly PolicyDesk _desk = new(fixture.Lab, TestContext.Current.CancellationToken);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await _desk.SitDownAsync();

    public ValueTask DisposeAsync()
    {
        _desk.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task D11_the_computers_policy_is_what_the_domain_says_in_its_order_and_no_tampered_file_changes_it()
    {
        var before = (await _desk.Seat.Connection.ReadAsync(Domain.BaseDn, ["gPLink"], Cancellation)).Value.Text("gPLink");
        var none = await _desk.SeenAsync();
        Assert.Equal((0, "Default", null), none.Of("SecurityKeySignIn"));

        // By the tools that administrators have: one object for the whole domain.
        var made = await _desk.SambaToolAsync("gpo", "create", "Keys");
        var domainWide = Guid.Parse(Regex.Match(made, "{[0-9A-Fa-f-]+}").Value);
        await _desk.SambaToolAsync("gpo", "setlink", Domain.BaseDn, domainWide.ToString("B").ToUpperInvariant());
        await _desk.PutAsync(domainWide, PolicyDesk.PolicyFile((Fido, SignIn, 1)));
        await _desk.PublishAsync(domainWide, 1);
        Assert.Null(await _desk.Seat.Connection.AddAsync(Unit, [new("objectClass", "organizationalUnit")], cancellationToken: Cancellation));
        await _desk.SambaToolAsync("computer", "move", Domain.ComputerName, Unit);
        try
        {
            Assert.Equal((1, "GroupPolicy", "Keys"), (await _desk.SeenAsync()).Of("SecurityKeySignIn"));
            await WalkAsync(domainWide);
            await PeopleAsync(domainWide);
        }
        finally
        {
            await _desk.SambaToolAsync("computer", "move", Domain.ComputerName, "CN=Computers," + Domain.BaseDn);
            await _desk.Seat.MustDeleteAsync(Unit, CancellationToken.None);
            await _desk.Seat.MustModifyAsync(Domain.BaseDn, LdapChange.Replace("gPLink", before!), CancellationToken.None);
        }

        Assert.Equal((0, "Default", null), (await _desk.SeenAsync()).Of("SecurityKeySignIn"));
    }

    [Fact]
    public async Task D08_many_people_cost_little_and_those_who_cannot_be_read_take_nothing_from_the_computer()
    {
        const string crowd = "OU=Crowd," + Domain.BaseDn;
        var names = Enumerable.Range(0, 20).Select(number => $"crowd{number}").ToArray();
        var before = (await _desk.Seat.Connection.ReadAsync(Domain.BaseDn, ["gPLink"], Cancellation)).Value.Text("gPLink");
        Assert.Null(await _desk.Seat.Connection.AddAsync(crowd, [new("objectClass", "organizationalUnit")], cancellationToken: Cancellation));
        try
        {
            foreach (var name in names)
                Assert.Null(await _desk.Seat.Connection.AddAsync($"CN={name},{crowd}", [new("objectClass", "user"), new("sAMAccountName", name)], cancellationToken: Cancellation));
            var objects = new Guid[5];
            for (var number = 0; number < objects.Length; number++)
                objects[number] = await _desk.MakeAsync($"Crowd{number}", (Own, "OfflineDays", 9));
            await _desk.LinkAsync(crowd, [.. objects.Select(id => (id, 0))]);
            await ReadOnceAsync(names, objects);
            await UnreadAsync(names[0], crowd, objects[0]);
        }
        finally
        {
            await _desk.Seat.MustModifyAsync(Domain.BaseDn, LdapChange.Replace("gPLink", before!), CancellationToken.None);
            foreach (var name in names)
                await _desk.Seat.Connection.DeleteAsync($"CN={name},{crowd}", CancellationToken.None);
            await _desk.Seat.MustDeleteAsync(crowd, CancellationToken.None);
        }
    }

    [Fact]
    public async Task D11_keys_that_are_switched_off_stay_off_without_the_server()
    {
        using var desk = new WorkstationDesk(fixture.Lab, Cancellation);
        desk.Insert("alice");
        Assert.True((await desk.LogInAsync("alice")).Succeeded);
        await fixture.Lab.RestartKeywaydAsync(Cancellation, new JsonObject { ["securityKeySignIn"] = false });
        fixture.Lab.KillServer();
        try
        {
            var result = await desk.AuthenticateAsync("alice", "x\n");

            Assert.False(result.Succeeded);
            Assert.Equal(0, WorkstationDesk.PinQuestions(result));
            Assert.Contains(WorkstationDesk.NextModule, result.Said, StringComparison.Ordinal);
        }
        finally
        {
            await fixture.Lab.RestartServerAsync(Cancellation);
            await fixture.Lab.RestartKeywaydAsync(Cancellation);
        }
    }

    private async Task WalkAsync(Guid domainWide)
    {
        // The nearer unit overrules, what is enforced above it overrules it, a block stops the rest.
        var near = await _desk.MakeAsync("Desks", (Fido, SignIn, 0), (Own, "OfflineDays", 3), (@"System\CurrentControlSet\Control\Lsa\Kerberos\Parameters", "KeyListReqSupportOverride", 0));
        await _desk.LinkAsync(Unit, (near, 0));
        var seen = await _desk.SeenAsync();
        Assert.Equal(((0, "GroupPolicy", "Desks"), (3, "GroupPolicy", "Desks"), (0, "GroupPolicy", "Desks")), (seen.Of("SecurityKeySignIn"), seen.Of("OfflineDays"), seen.Of("KeyListRequest")));
        await _desk.LinkAsync(Domain.BaseDn, (domainWide, 2));
        Assert.Equal((1, "GroupPolicy", "Keys"), (await _desk.SeenAsync()).Of("SecurityKeySignIn"));
        await _desk.LinkAsync(Domain.BaseDn, (domainWide, 0));
        await _desk.LinkAsync(Unit);
        await _desk.Seat.MustModifyAsync(Unit, LdapChange.Replace("gPOptions", "1"), Cancellation);
        Assert.Equal((0, "Default", null), (await _desk.SeenAsync()).Of("SecurityKeySignIn"));
        await _desk.Seat.MustModifyAsync(Unit, LdapChange.Replace("gPOptions", "0"), Cancellation);

        // Who is not meant is told why.
        var denied = await _desk.MakeAsync("Denied", (Fido, SignIn, 0));
        var sid = (await _desk.Seat.Connection.ReadAsync($"CN={Domain.ComputerName},{Unit}", ["objectSid"], Cancellation)).Value.Bytes("objectSid")!;
        await _desk.SambaToolAsync(
            "dsacl", "set", "--objectdn=" + PolicyDesk.DnOf(denied), $"--sddl=(OD;;CR;edacfd8f-ffb3-11d1-b41d-00a0c968f939;;{Kerberos.Pac.SecurityIdentifier.Parse(sid).Value})");
        var half = await _desk.MakeAsync("Half", (Fido, SignIn, 0));
        await _desk.SetAsync(half, "flags", "2");
        var filtered = await _desk.MakeAsync("Filtered", (Fido, SignIn, 0));
        await _desk.SetAsync(filtered, "gPCWQLFilter", $"[{Domain.DnsName};{{6B29FC40-CA47-1067-B31D-00DD010662DA}};0]");
        var unlinked = await _desk.MakeAsync("Unlinked", (Fido, SignIn, 0));
        var elsewhere = await _desk.MakeAsync("Elsewhere", (Own, "OfflineDays", 1));
        await _desk.SetAsync(elsewhere, "gPCFileSysPath", PolicyDesk.PathOf(elsewhere).Replace(@"\Policies\", @"\Policies\..\Policies\", StringComparison.Ordinal));
        await _desk.LinkAsync(Unit, (denied, 0), (half, 0), (filtered, 0), (unlinked, 1));
        seen = await _desk.SeenAsync();
        Assert.Equal((1, "GroupPolicy", "Keys"), seen.Of("SecurityKeySignIn"));
        Assert.Equal(
            ["security filtering: it is not applied to this computer", "its computer half is disabled", "it has a WMI filter, which only Windows can answer", "its link is disabled"],
            new[] { denied, half, filtered, unlinked }.Select(id => seen.Fate(id)));

        // What cannot be trusted and was never good might switch keys off: so it does.
        await _desk.LinkAsync(Unit, (elsewhere, 0));
        seen = await _desk.SeenAsync();
        Assert.StartsWith("KW3287", seen.Fate(elsewhere), StringComparison.Ordinal);
        Assert.Equal((0, "GroupPolicy", "Elsewhere"), seen.Of("SecurityKeySignIn"));

        // What was good stays, until there is something good again.
        await _desk.LinkAsync(Unit, (near, 0));
        Assert.Equal(3, (await _desk.SeenAsync()).Of("OfflineDays").Value);
        await _desk.PutAsync(near, PolicyDesk.PolicyFile((Own, "OfflineDays", 30))[..^1]);
        seen = await _desk.SeenAsync();
        Assert.StartsWith("KW3283", seen.Fate(near), StringComparison.Ordinal);
        Assert.Equal((0, 3), (seen.Of("SecurityKeySignIn").Value, seen.Of("OfflineDays").Value));
        await _desk.PutAsync(near, PolicyDesk.PolicyFile((Own, "OfflineDays", 30)));
        seen = await _desk.SeenAsync();
        Assert.Null(seen.Fate(near));
        Assert.Equal((1, 30), (seen.Of("SecurityKeySignIn").Value, seen.Of("OfflineDays").Value));

        // SYSVOL comes behind the directory: the old file was read under the new version, and must not count for good.
        await _desk.PublishAsync(near, 2);
        Assert.Equal(30, (await _desk.SeenAsync()).Of("OfflineDays").Value);
        await _desk.PutAsync(near, PolicyDesk.PolicyFile((Own, "OfflineDays", 31)));
        Assert.Equal(31, (await _desk.SeenAsync()).Of("OfflineDays").Value);

        // What is not there yet might switch keys off, until GPT.INI of the same version tells that nothing more will come.
        var behind = await _desk.MakeAsync("Behind", (Own, "OfflineDays", 1));
        await _desk.TakeAwayAsync(behind);
        await _desk.LinkAsync(Unit, (near, 0), (behind, 0));
        foreach (var number in new uint?[] { null, 0, 2, 1 << 16 })
        {
            if (number is not null)
                await _desk.NoteAsync(behind, number.Value);
            seen = await _desk.SeenAsync();
            Assert.StartsWith("KW3295", seen.Fate(behind), StringComparison.Ordinal);
            Assert.Equal((0, "GroupPolicy", "Behind"), seen.Of("SecurityKeySignIn"));
        }

        await _desk.NoteAsync(behind, 0x0007_0001);
        seen = await _desk.SeenAsync();
        Assert.Null(seen.Fate(behind));
        Assert.Equal((1, "GroupPolicy", "Keys"), seen.Of("SecurityKeySignIn"));

        // A file that was read and is gone takes nothing away, whatever GPT.INI tells.
        await _desk.PutAsync(behind, PolicyDesk.PolicyFile((Own, "OfflineDays", 1)));
        Assert.Equal((1, "GroupPolicy", "Behind"), (await _desk.SeenAsync()).Of("OfflineDays"));
        await _desk.TakeAwayAsync(behind);
        seen = await _desk.SeenAsync();
        Assert.StartsWith("KW3295", seen.Fate(behind), StringComparison.Ordinal);
        Assert.Equal(((1, "GroupPolicy", "Keys"), (1, "GroupPolicy", "Behind")), (seen.Of("SecurityKeySignIn"), seen.Of("OfflineDays")));

        // Who has no administrative templates is not asked for a file.
        await _desk.SetAsync(behind, "gPCMachineExtensionNames", "[{827D319E-6EAC-11D2-A4EA-00C04F79F83A}{803E14A0-B4FB-11D0-A0D0-00A0C90F574B}]");
        seen = await _desk.SeenAsync();
        Assert.Equal(("its computer half has no administrative templates", 31), (seen.Fate(behind), seen.Of("OfflineDays").Value));
        await _desk.LinkAsync(Unit, (near, 0));

        // A list of links that nobody can read leaves all as it was.
        await _desk.Seat.MustModifyAsync(Unit, LdapChange.Replace("gPLink", "[LDAP://nonsense"), Cancellation);
        var refused = await _desk.RefreshAsync();
        Assert.False(refused.Succeeded);
        Assert.Contains("KW3286", refused.Said, StringComparison.Ordinal);
        Assert.Contains("OfflineDays        31     Group Policy: Desks", (await _desk.RunAsync("policy")).Output, StringComparison.Ordinal);
        TestContext.Current.TestOutputHelper?.WriteLine((await _desk.RunAsync("policy")).Output);
    }

    /// <summary>Who somebody is costs three operations; units and objects are read once for all.</summary>
    private async Task ReadOnceAsync(string[] names, Guid[] objects)
    {
        var connection = _desk.Seat.Connection;
        var search = new GroupPolicySearch(connection);
        var start = connection.Operations;
        foreach (var name in names)
        {
            var found = (await search.FindAsync((await PolicySubject.FindPersonAsync(connection, name, Cancellation)).Value, Cancellation)).Value;
            Assert.Equal(objects, found.TakeLast(objects.Length).Select(policy => policy.Id));
        }

        Assert.InRange(connection.Operations - start, 3 * names.Length, 3 * names.Length + objects.Length + 15);
    }

    /// <summary>A unit of one person whose links nobody can read: the computer's half is read all the same, and somebody for whom nothing was read yet gets no key.</summary>
    private async Task UnreadAsync(string person, string unit, Guid policy)
    {
        await _desk.Seat.MustModifyAsync(unit, LdapChange.Replace("gPLink", "[LDAP://nonsense"), Cancellation);
        await _desk.LinkAsync(Domain.BaseDn, (policy, 0));
        var refused = await _desk.RunAsync("policy", "refresh", "--person", person);
        Assert.False(refused.Succeeded);
        Assert.Contains("KW3297", refused.Said, StringComparison.Ordinal);
        Assert.Contains("KW3286", refused.Said, StringComparison.Ordinal);
        var shown = (await _desk.RunAsync("policy", "--person", person)).Output;
        Assert.Contains("OfflineDays        9      Group Policy: Crowd0", shown, StringComparison.Ordinal);
        Assert.Contains("SecurityKeySignIn  off    Group Policy for this person: not read yet", shown, StringComparison.Ordinal);
        Assert.Contains("not read: KW3286", shown, StringComparison.Ordinal);
        TestContext.Current.TestOutputHelper?.WriteLine(shown);

        // What was read for them stays when it cannot be read again.
        await _desk.LinkAsync(unit);
        await _desk.PutForPeopleAsync(policy, 1, (Fido, SignIn, 1));
        Assert.Equal((1, "GroupPolicyOfPerson", "Crowd0"), (await _desk.SeenAsync(person)).Of("SecurityKeySignIn"));
        await _desk.Seat.MustModifyAsync(unit, LdapChange.Replace("gPLink", "[LDAP://nonsense"), Cancellation);
        Assert.False((await _desk.RunAsync("policy", "refresh", "--person", person)).Succeeded);
        Assert.Contains("SecurityKeySignIn  on     Group Policy for this person: Crowd0", (await _desk.RunAsync("policy", "--person", person)).Output, StringComparison.Ordinal);
        await _desk.LinkAsync(unit);
    }

    /// <summary>The user half: for one person, wherever they sign in; the computer half beats it.</summary>
    private async Task PeopleAsync(Guid domainWide)
    {
        await _desk.LinkAsync(Domain.BaseDn);
        var staff = await _desk.MakeAsync("Staff", (Own, "OfflineDays", 5));
        await _desk.PutForPeopleAsync(staff, 1, (Fido, SignIn, 1), (Own, "OfflineDays", 60));
        await _desk.LinkAsync(Unit);
        await _desk.LinkAsync(Domain.BaseDn, (staff, 0));
        var seen = await _desk.SeenAsync("alice");
        Assert.Equal(((1, "GroupPolicyOfPerson", "Staff"), (5, "GroupPolicy", "Staff")), (seen.Of("SecurityKeySignIn"), seen.Of("OfflineDays")));
        Assert.Equal((0, "Default", null), (await _desk.SeenAsync()).Of("SecurityKeySignIn"));

        // Filtered by who the person is, not by what the computer is.
        var sid = (await _desk.Seat.Connection.ReadAsync("CN=Bob Meyer,CN=Users," + Domain.BaseDn, ["objectSid"], Cancellation)).Value.Bytes("objectSid")!;
        await _desk.SambaToolAsync(
            "dsacl", "set", "--objectdn=" + PolicyDesk.DnOf(staff), $"--sddl=(OD;;CR;edacfd8f-ffb3-11d1-b41d-00a0c968f939;;{Kerberos.Pac.SecurityIdentifier.Parse(sid).Value})");
        seen = await _desk.SeenAsync("bob");
        Assert.Equal((0, "Default", null), seen.Of("SecurityKeySignIn"));
        Assert.Equal("security filtering: it is not applied to this person", seen.Fate(staff, "GroupPolicyOfPerson"));
        Assert.Equal(1, (await _desk.SeenAsync("alice")).Of("SecurityKeySignIn").Value);

        // What the computer half says goes before.
        await _desk.LinkAsync(Domain.BaseDn, (staff, 0), (domainWide, 0));
        await _desk.PutAsync(domainWide, PolicyDesk.PolicyFile((Fido, SignIn, 0)));
        await _desk.PublishAsync(domainWide, 3);
        Assert.Equal((0, "GroupPolicy", "Keys"), (await _desk.SeenAsync("alice")).Of("SecurityKeySignIn"));
        await _desk.LinkAsync(Domain.BaseDn, (staff, 0));

        // A user half that is switched off is not the computer's concern; one that is damaged leaves what was good.
        await _desk.SetAsync(staff, "flags", "1");
        seen = await _desk.SeenAsync("alice");
        Assert.Equal(("its user half is disabled", 5), (seen.Fate(staff, "GroupPolicyOfPerson"), seen.Of("OfflineDays").Value));
        await _desk.SetAsync(staff, "flags", "0");
        Assert.Equal(1, (await _desk.SeenAsync("alice")).Of("SecurityKeySignIn").Value);
        await _desk.PutForPeopleAsync(staff, 2, (Fido, SignIn, 7));
        seen = await _desk.SeenAsync("alice");
        Assert.StartsWith("KW3281", seen.Fate(staff, "GroupPolicyOfPerson"), StringComparison.Ordinal);
        Assert.Equal(1, seen.Of("SecurityKeySignIn").Value);

        // A word against one person stops that person's key at the computer, named at the login or not; nobody else's.
        await _desk.PutForPeopleAsync(staff, 3, (Fido, SignIn, 0));
        Assert.Equal((0, "GroupPolicyOfPerson", "Staff"), (await _desk.SeenAsync("alice")).Of("SecurityKeySignIn"));
        using (var desk = new WorkstationDesk(fixture.Lab, Cancellation, inDomain: true))
        {
            desk.Insert("alice");
            var named = await desk.AuthenticateAsync("alice", "x\n");
            Assert.Equal((false, 0), (named.Succeeded, WorkstationDesk.PinQuestions(named)));
            var nameless = await desk.AuthenticateAsync(string.Empty);
            Assert.False(nameless.Succeeded);
            Assert.Contains("KW3282", nameless.Said, StringComparison.Ordinal);
            desk.Insert("grace");
            Assert.True((await desk.AuthenticateAsync("grace")).Succeeded);
        }

        // Whom the domain does not have is forgotten.
        Assert.Equal((0, "Default", null), (await _desk.SeenAsync("nobody-there")).Of("SecurityKeySignIn"));
        Assert.DoesNotContain("nobody-there", await File.ReadAllTextAsync(Path.Combine(fixture.Lab.Folder.DomainDevice, "policy-people.json"), Cancellation), StringComparison.Ordinal);
    }
}
