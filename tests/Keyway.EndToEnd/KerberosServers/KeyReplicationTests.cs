using System.Net;
using System.Text;
using Keyway.ActiveDirectory.KerberosServers;
using Keyway.ActiveDirectory.Ldap;
using Keyway.ActiveDirectory.Locator;
using Keyway.Errors;
using Keyway.Kerberos.Pac;
using Keyway.Lab;
using Keyway.Lab.Processes;

namespace Keyway.EndToEnd.KerberosServers;

/// <summary>The key of a Kerberos server as everyone reads it who may, and as those are refused who may not.</summary>
[Collection(LabCollection.Name)]
public sealed class KeyReplicationTests(LabFixture fixture) : IAsyncLifetime
{
    private const string Name = "Replicated";
    private const string AccountPassword = "Own-Pass-1-of-the-Server";
    private const string GetChanges = "1131f6aa-9c07-11d1-f79f-00c04fc2dcd2";
    private const string GetChangesAll = "1131f6ad-9c07-11d1-f79f-00c04fc2dcd2";
    private const uint ProtectedUsers = 525;
    private const uint DomainAdmins = 512;

    private readonly Laboratory _lab = fixture.Lab;
    private readonly List<string> _people = [];
    private DirectorySeat _seat = null!;
    private KerberosServerDescription _server = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private DomainController Controller => _seat.Connection.DomainController;

    private string SambaConfiguration => Path.Combine(_lab.Folder.DomainController, "etc", "smb.conf");

    public async ValueTask InitializeAsync()
    {
        _seat = await DirectorySeat.AsAdministratorAsync(_lab, Cancellation);
        _server = (await _seat.Objects.CreateAsync(new KerberosServerSettings { Name = Name, AllowGroups = [Domain.AllowedGroup], AccountPassword = AccountPassword }, cancellationToken: Cancellation)).Value.Server;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var dn in _people)
            await _seat.MustDeleteAsync(dn, CancellationToken.None);
        Assert.True((await _seat.Objects.RemoveAsync(Name)).Succeeded);
        _seat.Dispose();
    }

    [Fact]
    public async Task A_domain_admin_reads_by_password_the_key_that_the_domain_controller_has()
    {
        using var secret = (await ReadAsync(Administrator())).Value;

        Assert.Equal((_server.Id, _server.TicketKeyVersion), (secret.Id, secret.TicketKeyVersion));
        Assert.Equal(await ExportedKeyAsync(), Convert.ToHexStringLower(secret.Key.Value));
    }

    [Fact]
    public async Task A_protected_user_who_has_no_ntlm_reads_by_a_ticket()
    {
        await AddPersonAsync("paula", DomainAdmins, ProtectedUsers);
        var cache = Path.Combine(_lab.Folder.Secrets, "paula.ccache");
        var got = await Tool.RunAsync("kinit", ["-c", "FILE:" + cache, $"paula@{Domain.Realm}"], new Dictionary<string, string> { ["KRB5_CONFIG"] = _lab.Folder.KerberosConfiguration }, _lab.Record.UserPassword + "\n", Cancellation);
        Assert.True(got.Succeeded, got.Said);

        using var secret = (await ReadAsync(new DomainCredential.Ccache("FILE:" + cache))).Value;
        Assert.Equal(await ExportedKeyAsync(), Convert.ToHexStringLower(secret.Key.Value));
    }

    [Theory]
    [InlineData($"{Name}$@{Domain.DnsName}")]
    [InlineData($"{Name}$")]
    public async Task The_kerberos_servers_own_account_reads_its_key_after_every_rotation(string account)
    {
        var own = new DomainCredential.Password(account, AccountPassword);
        using var before = (await ReadAsync(own)).Value;
        _server = (await _seat.Objects.RotateAsync(Name, cancellationToken: Cancellation)).Value;

        using var after = (await ReadAsync(own)).Value;
        Assert.Equal(before.TicketKeyVersion + 1, after.TicketKeyVersion);
        Assert.NotEqual(before.Key, after.Key);
        Assert.Equal(await ExportedKeyAsync(), Convert.ToHexStringLower(after.Key.Value));
    }

    [Fact]
    public async Task The_kerberos_servers_own_account_gets_nobody_elses_secrets()
    {
        var own = new DomainCredential.Password(Name + "$", AccountPassword);
        foreach (var victim in new[] { $"CN=krbtgt,CN=Users,{Domain.BaseDn}", $"CN={Domain.Administrator},CN=Users,{Domain.BaseDn}" })
            Refused(Catalogue.ActiveDirectory.ReplicationSecretsDenied, await ReadAsync(own, _server with { UserAccount = victim }));
    }

    [Fact]
    public async Task Without_its_own_settings_object_the_kerberos_server_reads_nothing()
    {
        var own = new DomainCredential.Password(Name + "$", AccountPassword);

        Refused(Catalogue.ActiveDirectory.ReplicationSettingsUnknown, await ReadAsync(own, _server with { SettingsObjectGuid = null }));
        Refused(Catalogue.ActiveDirectory.ReplicationSettingsUnknown, await ReadAsync(own, _server with { SettingsObjectGuid = Guid.NewGuid() }));
    }

    [Fact]
    public async Task A_key_older_than_the_described_one_is_never_given() =>
        Refused(Catalogue.ActiveDirectory.KeyNotReplicated, await ReadAsync(Administrator(), _server with { TicketKeyVersion = _server.TicketKeyVersion + 1 }));

    [Fact]
    public async Task An_account_with_just_the_two_rights_reads_it()
    {
        var sid = await AddPersonAsync("sven");
        var sddl = $"(OA;;CR;{GetChanges};;{sid})(OA;;CR;{GetChangesAll};;{sid})";
        var granted = await Tool.RunAsync("samba-tool", ["dsacl", "set", "-s", SambaConfiguration, "--objectdn=" + Domain.BaseDn, "--sddl=" + sddl], null, null, Cancellation);
        Assert.True(granted.Succeeded, granted.Said);

        using var secret = (await ReadAsync(new DomainCredential.Password(Domain.Upn("sven"), _lab.Record.UserPassword))).Value;
        Assert.Equal(await ExportedKeyAsync(), Convert.ToHexStringLower(secret.Key.Value));
    }

    [Fact]
    public async Task An_ordinary_user_is_refused() =>
        Refused(Catalogue.ActiveDirectory.ReplicationAccessDenied, await ReadAsync(new DomainCredential.Password(Domain.Upn("alice"), _lab.Record.UserPassword)));

    [Theory]
    [InlineData(Domain.AdministratorUpn)]
    [InlineData($"nobody@{Domain.DnsName}")]
    public async Task A_wrong_password_and_an_unknown_name_are_refused_alike(string upn) =>
        Refused(Catalogue.ActiveDirectory.InvalidCredentials, await ReadAsync(new DomainCredential.Password(upn, "not the password")));

    [Fact]
    public async Task Clocks_that_differ_are_told_as_that()
    {
        var source = new ReplicatedKeySource(Controller, Administrator(), Domain.DnsName, new LateTime());
        Refused(Catalogue.Kdc.Skew, await source.ReadAsync(_server, Cancellation));
    }

    [Fact]
    public async Task An_address_without_a_domain_controller_is_told_as_that()
    {
        var source = new ReplicatedKeySource(Controller with { Address = IPAddress.Parse("127.77.77.77") }, Administrator(), Domain.DnsName, TimeProvider.System);
        Refused(Catalogue.Kdc.Unreachable, await source.ReadAsync(_server, Cancellation));
    }

    [Fact]
    public async Task A_domain_controller_under_anothers_name_proves_nothing()
    {
        // A ticket for one computer does not open a session with another.
        var source = new ReplicatedKeySource(Controller with { HostName = "dc2." + Domain.DnsName }, Administrator(), Domain.DnsName, TimeProvider.System);
        Refused(Catalogue.Kdc.ServiceUnknown, await source.ReadAsync(_server, Cancellation));
    }

    private DomainCredential.Password Administrator() => new(Domain.AdministratorUpn, _lab.Record.DomainAdministratorPassword);

    private Task<Result<KerberosServerSecret>> ReadAsync(DomainCredential credential, KerberosServerDescription? server = null) =>
        new ReplicatedKeySource(Controller, credential, Domain.DnsName, TimeProvider.System).ReadAsync(server ?? _server, Cancellation);

    private async Task<SecurityIdentifier> AddPersonAsync(string user, params uint[] groups)
    {
        var dn = $"CN={user},CN=Users,{Domain.BaseDn}";
        List<LdapAttribute> attributes =
        [
            new("objectClass", "user"),
            new("sAMAccountName", user),
            new("userPrincipalName", Domain.Upn(user)),
            new("userAccountControl", "512"),
            new("unicodePwd", [Encoding.Unicode.GetBytes($"\"{_lab.Record.UserPassword}\"")]),
        ];
        Assert.Null(await _seat.Connection.AddAsync(dn, attributes, cancellationToken: Cancellation));
        _people.Add(dn);
        foreach (var group in groups)
            await _seat.MustModifyAsync($"<SID={_server.DomainSid.Child(group)}>", LdapChange.Add("member", dn), Cancellation);
        return SecurityIdentifier.Parse((await _seat.Connection.ReadAsync(dn, ["objectSid"], Cancellation)).Value.Bytes("objectSid")!).Value;
    }

    // What the domain controller itself says that the key is.
    private async Task<string> ExportedKeyAsync()
    {
        var keytab = Path.Combine(_lab.Folder.Secrets, Guid.NewGuid() + ".keytab");
        var exported = await Tool.RunAsync("samba-tool", ["domain", "exportkeytab", keytab, "--principal=" + _server.DisplayName, "-s", SambaConfiguration],
            new Dictionary<string, string> { ["KRB5_CONFIG"] = Path.Combine(_lab.Folder.DomainController, "private", "krb5.conf") }, null, Cancellation);
        Assert.True(exported.Succeeded, exported.Said);
        var listed = await Tool.RunAsync("klist", ["-keK", keytab], null, null, Cancellation);
        File.Delete(keytab);
        var line = listed.Output.Split('\n').Single(text => text.Contains(_server.DisplayName, StringComparison.Ordinal));
        return line[(line.IndexOf("(0x", StringComparison.Ordinal) + 3)..].TrimEnd(')', ' ');
    }

    private static void Refused(KeywayError error, Result<KerberosServerSecret> read) => Assert.Equal(error, read.Refusal.Error);

    private sealed class LateTime : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UtcNow.AddHours(-1);
    }
}
