using System.Diagnostics;
using System.Globalization;
using Keyway.ActiveDirectory.Ldap;
using Keyway.EndToEnd.Access;
using Keyway.EndToEnd.KerberosServers;
using Keyway.Lab;

namespace Keyway.EndToEnd.Synchronization;

/// <summary>A unit of the lab's domain with made people, and the real program that syncs it with a local state of its own.</summary>
internal sealed class SyncDesk : IAsyncDisposable
{
    private readonly Laboratory _lab;
    private readonly DirectorySeat _seat;
    private readonly List<string> _made = [];

    private SyncDesk(Laboratory lab, DirectorySeat seat, string name)
    {
        (_lab, _seat) = (lab, seat);
        Unit = $"OU={name},{Domain.BaseDn}";
        State = Path.Combine(lab.Folder.Path, "sync-" + name);
        Prefix = name.ToLowerInvariant();
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Distinguished name.</summary>
    public string Unit { get; }

    /// <summary>Folder of the local state.</summary>
    public string State { get; }

    /// <summary>Before the number of each account name.</summary>
    public string Prefix { get; }

    public static async Task<SyncDesk> OpenAsync(Laboratory lab, string name)
    {
        var desk = new SyncDesk(lab, await DirectorySeat.AsAdministratorAsync(lab, Cancellation), name);
        await desk.AddAsync(desk.Unit, new LdapAttribute("objectClass", "organizationalUnit"));
        return desk;
    }

    public string PersonDn(int number) => string.Create(CultureInfo.InvariantCulture, $"CN={Prefix}{number},{Unit}");

    public string Upn(int number) => Domain.Upn(string.Create(CultureInfo.InvariantCulture, $"{Prefix}{number}"));

    public async Task AddPeopleAsync(int first, int count)
    {
        for (var number = first; number < first + count; number++)
        {
            await AddAsync(PersonDn(number), new LdapAttribute("objectClass", "user"), new LdapAttribute("sAMAccountName", Upn(number).Split('@')[0]),
                new LdapAttribute("userPrincipalName", Upn(number)), new LdapAttribute("userAccountControl", "514"));
        }
    }

    public async Task<string> AddGroupAsync(string name, params string[] members)
    {
        var dn = $"CN={Prefix}-{name},{Unit}";
        var attributes = new List<LdapAttribute> { new("objectClass", "group"), new("sAMAccountName", $"{Prefix}-{name}") };
        if (members.Length > 0)
            attributes.Add(new LdapAttribute("member", members));
        await AddAsync(dn, [.. attributes]);
        return dn;
    }

    public Task ChangeAsync(string dn, LdapChange change) => _seat.MustModifyAsync(dn, change, Cancellation);

    public async Task DeleteAsync(string dn)
    {
        await _seat.MustDeleteAsync(dn, Cancellation);
        _made.Remove(dn);
    }

    public Task DeletePeopleAsync(int first, int count) => Task.WhenAll(Enumerable.Range(first, count).Select(number => DeleteAsync(PersonDn(number))));

    /// <summary>One cycle, as the domain's administrator.</summary>
    public async Task<ConnectRun> SyncAsync(params string[] more) =>
        ConnectRun.Of(await _lab.Administration.ConnectAsync(["sync"], ["--state", State, "--json", .. more], Cancellation));

    /// <summary>The program while it runs.</summary>
    public Process Start(params string[] more)
    {
        var desk = new ConnectDesk(_lab, Cancellation);
        return _lab.Shell.Start("keyway-connect", ["sync", .. desk.InDomain, .. desk.DomainAdministrator, .. desk.Server, .. desk.Connector, "--state", State, .. more]);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var dn in Enumerable.Reverse(_made))
            await _seat.Connection.DeleteAsync(dn, CancellationToken.None);
        await SyncAsync("--allow-deletions", "1000");
        _seat.Dispose();
    }

    private async Task AddAsync(string dn, params LdapAttribute[] attributes)
    {
        Assert.Null(await _seat.Connection.AddAsync(dn, attributes, cancellationToken: Cancellation));
        _made.Add(dn);
    }
}
