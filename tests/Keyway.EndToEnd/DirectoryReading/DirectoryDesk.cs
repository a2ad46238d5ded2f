using System.Text;
using Keyway.ActiveDirectory.Ldap;
using Keyway.ActiveDirectory.Reading;
using Keyway.EndToEnd.KerberosServers;
using Keyway.Lab;

namespace Keyway.EndToEnd.DirectoryReading;

/// <summary>An organisational unit of its own in the lab's domain, filled and changed by the administrator, and a reader beside it that remembers its cookie.</summary>
internal sealed class DirectoryDesk : IAsyncDisposable
{
    private readonly DirectorySeat _administrator;
    private readonly CancellationToken _cancellation;
    private readonly List<string> _made = [];
    private ReadOnlyMemory<byte>? _cookie;

    private DirectoryDesk(DirectorySeat administrator, CancellationToken cancellation)
    {
        _administrator = administrator;
        _cancellation = cancellation;
        Unit = $"OU=reading-{Guid.NewGuid():N},{Domain.BaseDn}";
    }

    /// <summary>Distinguished name of the unit.</summary>
    public string Unit { get; private set; }

    public DomainConnection Connection => _administrator.Connection;

    public static async Task<DirectoryDesk> OpenAsync(Laboratory lab, CancellationToken cancellation)
    {
        var desk = new DirectoryDesk(await DirectorySeat.AsAdministratorAsync(lab, cancellation), cancellation);
        await desk.AddAsync(desk.Unit, new LdapAttribute("objectClass", "organizationalUnit"));
        return desk;
    }

    public Task<string> AddUserAsync(string name, params IReadOnlyList<LdapAttribute> more) => AddAsync(
        $"CN={name},{Unit}", [new LdapAttribute("objectClass", "user"), new LdapAttribute("sAMAccountName", name), new LdapAttribute("userAccountControl", "514"), .. more]);

    public Task<string> AddGroupAsync(string name, params IEnumerable<string> members) => AddAsync(
        $"CN={name},{Unit}",
        members.Any()
            ? [new LdapAttribute("objectClass", "group"), new LdapAttribute("sAMAccountName", name), new LdapAttribute("member", members)]
            : [new LdapAttribute("objectClass", "group"), new LdapAttribute("sAMAccountName", name)]);

    public Task<string> AddComputerAsync(string name, string password, params IReadOnlyList<LdapAttribute> more) => AddAsync(
        $"CN={name},{Unit}",
        [
            new LdapAttribute("objectClass", "computer"), new LdapAttribute("sAMAccountName", name + "$"), new LdapAttribute("userAccountControl", "4096"),
            new LdapAttribute("unicodePwd", [Encoding.Unicode.GetBytes($"\"{password}\"")]), .. more,
        ]);

    public async Task<string> AddAsync(string dn, params IReadOnlyList<LdapAttribute> attributes)
    {
        Assert.Null(await Connection.AddAsync(dn, attributes, cancellationToken: _cancellation));
        _made.Add(dn);
        return dn;
    }

    public Task ChangeAsync(string dn, params LdapChange[] changes) => AssertDoneAsync(Connection.ModifyAsync(dn, changes, cancellationToken: _cancellation));

    public async Task DeleteAsync(string dn)
    {
        await AssertDoneAsync(Connection.DeleteAsync(dn, _cancellation));
        _made.Remove(dn);
    }

    public async Task<Guid> GuidOfAsync(string dn) => (await Connection.ReadAsync(dn, ["objectGUID"], _cancellation)).Value.Guid("objectGUID")!.Value;

    /// <summary>What changed since the last time, everything the first time, as one page; and how many operations it took.</summary>
    public async Task<(DirectoryChangePage All, long Operations)> ReadAsync(DomainConnection? connection = null, Guid? except = null)
    {
        var before = (connection ?? Connection).Operations;
        var pages = new List<DirectoryChangePage>();
        await foreach (var page in new DirectoryChangeReader(connection ?? Connection) { Except = except }.ReadAsync(_cookie, _cancellation))
            pages.Add(page.Value);
        Assert.Equal(pages.Count - 1, pages.Count(page => page.More));
        _cookie = pages[^1].Cookie;
        var all = new DirectoryChangePage(
            [.. pages.SelectMany(page => page.Users)],
            [.. pages.SelectMany(page => page.Groups)],
            [.. pages.SelectMany(page => page.Computers)],
            [.. pages.SelectMany(page => page.Gone)],
            pages[^1].FullReadBecause,
            _cookie.Value,
            false)
        {
            Skipped = [.. pages.SelectMany(page => page.Skipped)],
            Entries = pages.Sum(page => page.Entries),
            ToCome = pages[^1].ToCome,
        };
        return (all, (connection ?? Connection).Operations - before);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var dn in Enumerable.Reverse(_made))
            await Connection.DeleteAsync(dn, CancellationToken.None);
        _administrator.Dispose();
    }

    private static async Task AssertDoneAsync(Task<Keyway.Errors.Refusal?> change) => Assert.Null(await change);
}
