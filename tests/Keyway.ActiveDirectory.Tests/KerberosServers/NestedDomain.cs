using System.Globalization;
using System.Net;
using System.Text;
using Keyway.ActiveDirectory.KerberosServers;
using Keyway.ActiveDirectory.Ldap;
using Keyway.ActiveDirectory.Locator;
using Keyway.Errors;
using Keyway.Kerberos.Pac;

namespace Keyway.ActiveDirectory.Tests.KerberosServers;

/// <summary>A domain of groups in groups behind the real LDAP library. It weighs filters as a domain controller does, gives 1,500 members at once, and can hide.</summary>
internal sealed class NestedDomain : IAsyncDisposable
{
    public const string Administrators = "S-1-5-32-544";
    public const string DomainAdmins = "S-1-5-21-1-2-3-512";

    private const int MembersAtOnce = 1500;

    // Self-relative, with a list only ([MS-DTYP] 2.4.6): Everyone reads properties; and nobody does anything.
    private const string Open = "0100048000000000000000000000000014000000" + "02001C0001000000" + "0000140010000000" + "010100000000000100000000";
    private const string Closed = "0100048000000000000000000000000014000000" + "0200080000000000";

    private readonly FakeDirectory _directory = new();
    private readonly Dictionary<int, FakeEntry> _objects = [];
    private readonly Dictionary<int, List<int>> _members = [];

    public NestedDomain() => _directory.OnSearch = Answer;

    /// <summary>Groups whose members this account may not read.</summary>
    public HashSet<int> HiddenLists { get; } = [];

    /// <summary>Objects that this account may not see.</summary>
    public HashSet<int> Unseen { get; } = [];

    /// <summary>Refused with this code: a list of members that is asked for.</summary>
    public int MembersCode { get; set; }

    /// <summary>Filters that asked for anything in chain.</summary>
    public int Chains { get; private set; }

    public void AddGroup(int number, string? sid = null, params int[] members)
    {
        Add(sid is null ? FakeEntry.Group(number) : FakeEntry.Group(number).With("objectSid", [SecurityIdentifier.Parse(sid).Value.ToBinary()]), number);
        _members[number] = [.. members];
    }

    public void AddUser(int number, string primaryGroup = "513", string? name = null, string control = "512") =>
        Add(FakeEntry.User(number).With("primaryGroupID", primaryGroup).With("sAMAccountName", name ?? $"o{number}").With("userAccountControl", control), number);

    public void Add(FakeEntry entry, int number) => _objects[number] = entry with { Dn = Dn(number) };

    public void Mark(int number) => _objects[number] = _objects[number].With("adminCount", "1");

    public void AddMember(int group, int member) => _members[group].Add(member);

    /// <summary>The numbers of the people found, in order.</summary>
    public async Task<Result<IReadOnlyList<int>>> FindAsync()
    {
        var opened = await DomainConnection.OpenAsync(
            new DomainController("dc1.contoso.corp.com", IPAddress.Loopback, DomainControllerFlags.None, "contoso.corp.com", "contoso.corp.com", "CONTOSO", Guid.Empty, null, null),
            new DomainCredential.Password("sync@contoso.corp.com", "s3cret!"),
            TlsTrust.File(_directory.CaFile),
            new DomainConnectionOptions { Port = _directory.Port, ConnectTimeout = TimeSpan.FromSeconds(20) },
            TestContext.Current.CancellationToken);
        using var connection = opened.Value;
        var found = await new PrivilegedPeople(connection).FindAsync(SecurityIdentifier.Parse("S-1-5-21-1-2-3").Value, TestContext.Current.CancellationToken);
        return found.TryGet(out var people, out var refusal) ? people.Select(person => NumberOf(person.Dn)).Order().ToList() : refusal;
    }

    /// <summary>Whom the rule <i>in chain</i> finds, and the primary groups and marks beside it: what no search may fall short of.</summary>
    public IEnumerable<int> Rule()
    {
        var roots = _objects.Where(entry => !Unseen.Contains(entry.Key) && _members.ContainsKey(entry.Key) && IsRoot(entry.Value)).Select(entry => entry.Key).ToList();
        return _objects.Keys.Where(number => !Unseen.Contains(number) && IsPerson(_objects[number])
            && (Texts(_objects[number], "adminCount").Contains("1") || roots.Exists(root => InChain(number, root) || Texts(_objects[number], "primaryGroupID").Contains(Rid(root))))).Order();
    }

    public ValueTask DisposeAsync() => _directory.DisposeAsync();

    private FakeAnswer? Answer(FakeSearch search)
    {
        if (search.BaseDn.StartsWith("<GUID=", StringComparison.Ordinal))
            return Members(_objects.Keys.Single(number => search.BaseDn == $"<GUID={FakeEntry.GuidOf(number):D}>"), search.Attributes.Single());

        if (search.Attributes is ["nTSecurityDescriptor"])
            return new FakeAnswer(new FakeEntry(search.BaseDn).With("nTSecurityDescriptor", [Convert.FromHexString(HiddenLists.Contains(NumberOf(search.BaseDn)) ? Closed : Open)]));
        if (search.BaseDn.StartsWith("CN=Schema,", StringComparison.Ordinal))
            return Page([Schema("member", 1).With("attributeSecurityGUID", [FakeEntry.GuidOf(2).ToByteArray()]), Schema("group", 3)]);

        Chains += search.Filter.HasRule ? 1 : 0;
        var found = _objects.Where(entry => !Unseen.Contains(entry.Key) && search.Filter.Matches(name => Values(entry.Key, name), dn => InChain(entry.Key, NumberOf(dn)))).Select(entry => entry.Value);
        return Page([.. found]);
    }

    private static FakeAnswer Page(IReadOnlyList<FakeEntry> entries) => new(entries) { Controls = [PageCookie.Request(0, [])] };

    private static FakeEntry Schema(string name, int id) => new FakeEntry($"CN={name},CN=Schema,CN=C,DC=a").With("lDAPDisplayName", name).With("schemaIDGUID", [FakeEntry.GuidOf(id).ToByteArray()]);

    private FakeAnswer Members(int group, string attribute)
    {
        var entry = new FakeEntry(Dn(group));
        if (MembersCode != 0)
            return new FakeAnswer { Code = MembersCode };
        if (HiddenLists.Contains(group) || _members[group].Count == 0)
            return new FakeAnswer(entry);

        var from = int.Parse(attribute["member;range=".Length..].Split('-')[0], CultureInfo.InvariantCulture);
        var part = _members[group].Skip(from).Take(MembersAtOnce).ToList();
        var end = from + part.Count == _members[group].Count ? "*" : (from + part.Count - 1).ToString(CultureInfo.InvariantCulture);
        return new FakeAnswer(entry.With($"member;range={from}-{end}", [.. part.Select(member => $"<GUID={FakeEntry.GuidOf(member):D}>;{Dn(member)}")]));
    }

    private IReadOnlyList<byte[]> Values(int number, string attribute) => attribute == "memberOf"
        ? [.. _members.Where(group => group.Value.Contains(number)).Select(group => Encoding.UTF8.GetBytes(Dn(group.Key)))]
        : _objects[number].Attributes.FirstOrDefault(own => own.Name.Equals(attribute, StringComparison.OrdinalIgnoreCase)).Values ?? [];

    private bool InChain(int number, int group)
    {
        var reached = new HashSet<int>();
        var open = new Queue<int>([group]);
        while (open.TryDequeue(out var next))
        {
            foreach (var member in _members.GetValueOrDefault(next, []).Where(reached.Add))
                open.Enqueue(member);
        }

        return reached.Contains(number);
    }

    private string Rid(int group) => SidOf(_objects[group]) is { IsDomainAccount: true } sid ? sid.RelativeIdentifier.ToString(CultureInfo.InvariantCulture) : "none";

    private static bool IsRoot(FakeEntry entry) => PrivilegedGroups.Contains(SidOf(entry));

    private static bool IsPerson(FakeEntry entry) =>
        Texts(entry, "objectClass").Contains("user") && !Texts(entry, "objectClass").Contains("computer") && !Texts(entry, "sAMAccountName").Any(name => name.StartsWith("krbtgt", StringComparison.Ordinal));

    private static SecurityIdentifier SidOf(FakeEntry entry) => SecurityIdentifier.Parse(entry.Attributes.Single(own => own.Name == "objectSid").Values[0]).Value;

    private static List<string> Texts(FakeEntry entry, string name) =>
        [.. entry.Attributes.Where(own => own.Name == name).SelectMany(own => own.Values).Select(Encoding.UTF8.GetString)];

    private static string Dn(int number) => $"CN=o{number},DC=a";

    private static int NumberOf(string dn) => int.Parse(dn["CN=o".Length..dn.IndexOf(',', StringComparison.Ordinal)], CultureInfo.InvariantCulture);
}
