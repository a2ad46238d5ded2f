using System.Net;
using System.Text;
using Keyway.ActiveDirectory.Ldap;
using Keyway.EndToEnd.DeviceRegistration;
using Keyway.Errors;
using Keyway.Kerberos;
using Keyway.Kerberos.Exchange;
using Keyway.Kerberos.Keytabs;
using Keyway.Kerberos.Messages;
using Keyway.Lab;
using Keyway.Lab.Processes;

namespace Keyway.EndToEnd.PasswordProofs;

/// <summary>What a real domain controller says of a password, in armour, for each state of an account.</summary>
[Collection(LabCollection.Name)]
public sealed class PasswordProofTests(LabFixture fixture) : IAsyncLifetime
{
    private const string Person = "petra";
    private const string PersonDn = $"CN={Person},CN=Users,{Domain.BaseDn}";

    private readonly Laboratory _lab = fixture.Lab;
    private readonly DirectoryDesk _desk = new(fixture.Lab);
    private HeldTicket _armour = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private KdcEndpoint Controller => new(Domain.ControllerHost, IPAddress.Parse(_lab.Record.DomainControllerAddress));

    public async ValueTask InitializeAsync()
    {
        await _desk.SitDownAsync();
        await _desk.AddPersonAsync(Person);
        _armour = (await Exchange().SignInAsync(Domain.Realm, PrincipalName.User("grace"), _lab.Record.UserPassword, [Controller], Cancellation)).Value;
    }

    public async ValueTask DisposeAsync()
    {
        _armour.Dispose();
        await _desk.DisposeAsync();
    }

    [Fact]
    public async Task The_domain_controller_speaks_fast_and_says_so_where_nobody_can_change_it()
    {
        Assert.True(_armour.FastOffered);
        await ToldAsync(PasswordVerdict.Right);
        await ToldAsync(PasswordVerdict.Wrong, "not the password");

        // A ticket from elsewhere, of which nobody knows that: the offer is taken up.
        using var proof = _armour with { FastOffered = false };
        Assert.Equal(new PasswordAnswer(PasswordVerdict.Right, true, null), (await CheckAsync(Person, _lab.Record.UserPassword, proof)).Value);
    }

    [Fact]
    public async Task The_states_of_the_labs_people_are_told()
    {
        await ToldAsync(PasswordVerdict.Disabled, user: "dave");
        await ToldAsync(PasswordVerdict.AccountExpired, user: "frank");
        await ToldAsync(PasswordVerdict.PasswordExpired, user: "carol");
        await ToldAsync(PasswordVerdict.Unknown, user: "nobody");

        // This domain controller looks at the password first: who does not know it learns nothing of the account.
        foreach (var user in new[] { "dave", "frank", "carol" })
            await ToldAsync(PasswordVerdict.Wrong, "not the password", user);
    }

    [Fact]
    public async Task Hours_and_smart_cards_restrict()
    {
        await _desk.Seat.MustModifyAsync(PersonDn, LdapChange.Replace("logonHours", new byte[21]), Cancellation);
        await ToldAsync(PasswordVerdict.Restricted);

        await _desk.Seat.MustModifyAsync(PersonDn, LdapChange.Delete("logonHours"), Cancellation);
        await ToldAsync(PasswordVerdict.Right);

        // The flag makes the domain controller replace the password.
        await _desk.Seat.MustModifyAsync(PersonDn, LdapChange.Replace("userAccountControl", "262656"), Cancellation);
        await ToldAsync(PasswordVerdict.Wrong);
    }

    [Fact]
    public async Task Protected_users_prove_their_password_as_others_do()
    {
        await _desk.Seat.MustModifyAsync($"CN=Protected Users,CN=Users,{Domain.BaseDn}", LdapChange.Add("member", PersonDn), Cancellation);

        await ToldAsync(PasswordVerdict.Right);
    }

    [Fact]
    public async Task An_old_password_has_expired()
    {
        // Only the domain controller's own database takes a time of the past.
        var database = Path.Combine(_lab.Folder.DomainController, "private", "sam.ldb");
        var changed = await Tool.RunAsync("ldbmodify", ["-H", database, "--controls=local_oid:1.3.6.1.4.1.7165.4.3.12:0"], null,
            $"dn: {PersonDn}\nchangetype: modify\nreplace: pwdLastSet\npwdLastSet: 132000000000000000\n", Cancellation);
        Assert.True(changed.Succeeded, changed.Said);

        await ToldAsync(PasswordVerdict.PasswordExpired);
        await ToldAsync(PasswordVerdict.Wrong, "not the password");
    }

    [Fact]
    public async Task Wrong_passwords_in_armour_lock_the_account()
    {
        await SambaToolAsync("domain", "passwordsettings", "pso", "create", "quick-lock", "1", "--account-lockout-threshold=2", "--account-lockout-duration=30", "--reset-account-lockout-after=30");
        try
        {
            await SambaToolAsync("domain", "passwordsettings", "pso", "apply", "quick-lock", Person);
            await ToldAsync(PasswordVerdict.Wrong, "not the password");
            await ToldAsync(PasswordVerdict.Wrong, "nor this");

            await ToldAsync(PasswordVerdict.Locked);
            await ToldAsync(PasswordVerdict.Locked, "nor that");
        }
        finally
        {
            await SambaToolAsync("domain", "passwordsettings", "pso", "delete", "quick-lock");
        }
    }

    [Fact]
    public async Task A_joined_computer_signs_in_by_its_keytab_and_lends_its_armour()
    {
        const string computer = "KEYTAB1";
        await _desk.AddAsync($"CN={computer},CN=Computers,{Domain.BaseDn}", new("objectClass", "computer"), new("sAMAccountName", computer + "$"), new("userAccountControl", "4096"));
        var path = Path.Combine(_lab.Folder.Secrets, "keytab1.keytab");
        await SambaToolAsync("user", "setpassword", computer + "$", "--random-password");
        await SambaToolAsync("domain", "exportkeytab", path, $"--principal={computer}$");
        using var keytab = KeytabFile.Read(path).Value;

        using var ticket = (await Exchange().SignInAsync(Domain.Realm, PrincipalName.User(computer + "$"), keytab, [Controller], Cancellation)).Value;
        Assert.Equal((PasswordVerdict.Right, true), Told(await CheckAsync(Person, _lab.Record.UserPassword, ticket)));

        await SambaToolAsync("user", "setpassword", computer + "$", "--random-password");
        var outdated = await Exchange().SignInAsync(Domain.Realm, PrincipalName.User(computer + "$"), keytab, [Controller], Cancellation);
        Assert.Equal(Catalogue.Kerberos.KeytabKeyOutdated, outdated.Refusal.Error);
    }

    private static AsExchange Exchange() => new(new KdcTransport(), TimeProvider.System);

    private Task<Result<PasswordAnswer>> CheckAsync(string user, string password, HeldTicket armour) =>
        new PasswordProof(new KdcTransport(), TimeProvider.System).CheckAsync(Domain.Realm, PrincipalName.User(user), Encoding.UTF8.GetBytes(password), [Controller], armour, Cancellation);

    private async Task ToldAsync(PasswordVerdict verdict, string? password = null, string user = Person) =>
        Assert.Equal((verdict, true), Told(await CheckAsync(user, password ?? _lab.Record.UserPassword, _armour)));

    private static (PasswordVerdict Verdict, bool Armoured) Told(Result<PasswordAnswer> result) => (result.Value.Verdict, result.Value.Armoured);

    private async Task SambaToolAsync(params string[] arguments)
    {
        var run = await Tool.RunAsync("samba-tool", [.. arguments, "-s", _desk.SambaConfiguration],
            new Dictionary<string, string> { ["KRB5_CONFIG"] = Path.Combine(_lab.Folder.DomainController, "private", "krb5.conf") }, null, Cancellation);
        Assert.True(run.Succeeded, run.Said);
    }
}
