using System.Formats.Asn1;
using System.Net;
using System.Text;
using Keyway.ActiveDirectory.Ldap;
using Keyway.ActiveDirectory.Locator;
using Keyway.ActiveDirectory.Reading;
using Keyway.Errors;
using Keyway.Kerberos.Pac;

namespace Keyway.ActiveDirectory.Tests.Reading;

/// <summary>A domain controller that answers as it likes, behind the real LDAP library. Unless a test says otherwise it is honest, empty and has one answer to everything.</summary>
internal sealed class HostileDomain : IAsyncDisposable
{
    private static readonly Guid Invocation = new("0a0b0c0d-0000-0000-0000-000000000001");

    private readonly FakeDirectory _directory = new();
    private int _searches;

    public HostileDomain() => _directory.OnSearch = Answer;

    /// <summary>Searches that arrived since the bind.</summary>
    public int Searches => _searches;

    public Guid InvocationId { get; set; } = Invocation;

    public string MaximumPasswordAge { get; set; } = "-36288000000000";

    public bool ShowsDeletions { get; set; } = true;

    /// <summary>The container of deleted objects for who asks for its security descriptor; null for none.</summary>
    public FakeEntry? DeletedObjects { get; set; }

    public bool GrantsReplication { get; set; } = true;

    /// <summary>What changed since a cookie.</summary>
    public Func<FakeSearch, FakeAnswer?> Changes { get; set; } = _ => Told(false, [2]);

    /// <summary>Objects that are asked for in pages, or by their GUIDs.</summary>
    public Func<FakeSearch, FakeAnswer?> Objects { get; set; } = _ => new FakeAnswer();

    /// <summary>Members of a group that are asked for by range.</summary>
    public Func<FakeSearch, FakeAnswer?> Members { get; set; } = _ => new FakeAnswer();

    /// <summary>A cookie that this domain controller gave earlier.</summary>
    public static ReadOnlyMemory<byte> Cookie { get; } = new ReadingCookie(Invocation, DirectoryReadingMode.Replication, -36288000000000, new byte[] { 1 }).Encode();

    public static FakeAnswer Told(bool more, byte[] cookie, params IReadOnlyList<FakeEntry> entries)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(more ? 1 : 0);
            writer.WriteInteger(0);
            writer.WriteOctetString(cookie);
        }

        return new FakeAnswer(entries) { Controls = [new LdapControl(DirSyncControl.Oid, false, writer.Encode())] };
    }

    public static FakeAnswer Page(byte[] cookie, params IReadOnlyList<FakeEntry> entries) => new(entries) { Controls = [PageCookie.Request(0, cookie)] };

    /// <summary>An entry as the list of changes has it: without what did not change.</summary>
    public static FakeEntry Change(int number, params IReadOnlyList<(string Name, string Value)> attributes) =>
        attributes.Aggregate(
            new FakeEntry(FakeEntry.Extended(number)).With("objectGUID", [FakeEntry.GuidOf(number).ToByteArray()]), (entry, attribute) => entry.With(attribute.Name, attribute.Value));

    /// <summary>Reads to the end or to the refusal.</summary>
    public async Task<(List<DirectoryChangePage> Pages, Refusal? Refusal)> ReadAsync(ReadOnlyMemory<byte>? cookie = null, Guid? except = null)
    {
        var token = TestContext.Current.CancellationToken;
        using var connection = (await OpenAsync()).Value;
        var pages = new List<DirectoryChangePage>();
        await foreach (var page in new DirectoryChangeReader(connection) { Except = except }.ReadAsync(cookie, token))
        {
            if (!page.TryGet(out var read, out var refusal))
                return (pages, refusal);
            pages.Add(read);
        }

        return (pages, null);
    }

    public Task<Result<DomainConnection>> OpenAsync() => DomainConnection.OpenAsync(
        new DomainController("dc1.contoso.corp.com", IPAddress.Loopback, DomainControllerFlags.None, "contoso.corp.com", "contoso.corp.com", "CONTOSO", Guid.Empty, null, null),
        new DomainCredential.Password("sync@contoso.corp.com", "s3cret!"),
        TlsTrust.File(_directory.CaFile),
        new DomainConnectionOptions { Port = _directory.Port, ConnectTimeout = TimeSpan.FromSeconds(20) },
        TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _directory.DisposeAsync();

    private FakeAnswer? Answer(FakeSearch search)
    {
        Interlocked.Increment(ref _searches);
        if (search.Controls.TryGetValue(DirSyncControl.Oid, out var control))
            return !GrantsReplication && !AsksForObjectSecurity(control) ? new FakeAnswer { Code = 50 } : search.Attributes is ["objectGUID"] ? Told(false, [1]) : Changes(search);
        if (search.BaseDn.StartsWith("<GUID=", StringComparison.Ordinal))
            return Members(search);
        return search.BaseDn switch
        {
            "CN=NTDS Settings,CN=C,DC=a" => new FakeAnswer(new FakeEntry(search.BaseDn).With("invocationId", [InvocationId.ToByteArray()])),
            "CN=Deleted Objects,DC=a" when search.Attributes is ["nTSecurityDescriptor"] => DeletedObjects is { } entry ? new FakeAnswer(entry) : new FakeAnswer { Code = 32 },
            "CN=Deleted Objects,DC=a" => new FakeAnswer(ShowsDeletions ? new FakeEntry(search.BaseDn).With("objectGUID", [new byte[16]]) : new FakeEntry(search.BaseDn)),
            "DC=a" when search.Attributes.Contains("maxPwdAge") => new FakeAnswer(
                new FakeEntry("DC=a")
                    .With("objectGUID", [Encoding.UTF8.GetBytes("sixteen octets!!")])
                    .With("objectSid", [SecurityIdentifier.Parse("S-1-5-21-1-2-3").Value.ToBinary()])
                    .With("maxPwdAge", MaximumPasswordAge)),
            _ => Objects(search),
        };
    }

    private static bool AsksForObjectSecurity(byte[] control) => !new AsnReader(control, AsnEncodingRules.BER).ReadSequence().ReadInteger().IsEven;
}
