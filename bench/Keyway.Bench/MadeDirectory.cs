using System.Globalization;
using System.Runtime.CompilerServices;
using Keyway.ActiveDirectory.Reading;
using Keyway.Errors;
using Keyway.Kerberos.Pac;
using Keyway.Lab;

namespace Keyway.Bench;

/// <summary>A directory of any size behind the page interface of the sync, for what would take a domain controller hours to be filled with.</summary>
/// <param name="people">How many.</param>
/// <param name="inLargeGroup">How many of them are in the large group.</param>
internal sealed class MadeDirectory(int people, int inLargeGroup)
{
    private const int PageSize = 500;
    private const int GroupSize = 50;

    public static DomainFacts Facts { get; } = new()
    {
        DnsName = Domain.DnsName,
        NetBiosName = Domain.NetBiosName,
        Sid = SecurityIdentifier.Parse("S-1-5-21-1111111111-2222222222-3333333333").Value,
        ObjectGuid = Anchor(0),
        DistinguishedName = Domain.BaseDn,
        ForestDnsName = Domain.DnsName,
    };

    /// <summary>Of groups: one of fifty people for every fifty, and the large one.</summary>
    public int Groups => (people / GroupSize) + 1;

    public static DirectoryUser Person(int number, string? displayName = null) => new()
    {
        ObjectGuid = Anchor(number),
        Sid = Facts.Sid.Child((uint)number),
        Dn = $"CN=User {number},OU=Staff,{Domain.BaseDn}",
        SamAccountName = Name(number),
        UserPrincipalName = Domain.Upn(Name(number)),
        DisplayName = displayName ?? string.Create(CultureInfo.InvariantCulture, $"User Number {number}"),
        Mail = Domain.Upn(Name(number)),
        Enabled = true,
        PasswordLastSet = new DateTimeOffset(2026, 11, 1, 8, 0, 0, TimeSpan.Zero),
        MustChangePassword = false,
        PrimaryGroupId = 513,
    };

    /// <summary>The large group with a change of its members.</summary>
    public static ChangedGroup LargeGroup(bool all, IReadOnlyList<int> added, IReadOnlyList<int> removed) => Group(9_000_000, "All staff", all, added, removed);

    /// <summary>Everything, as the first read of a domain gives it: people first, groups with parts of 1,500 members.</summary>
    public async IAsyncEnumerable<Result<DirectoryChangePage>> ReadAllAsync(ReadOnlyMemory<byte>? cookie, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        foreach (var numbers in Enumerable.Range(2000, people).Chunk(PageSize))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return new DirectoryChangePage([.. numbers.Select(number => Person(number))], [], [], [], null, new byte[8], More: true);
        }

        var small = Enumerable.Range(2000, people).Chunk(GroupSize).Take(people / GroupSize).Select((members, index) => Group(8_000_000 + index, string.Create(CultureInfo.InvariantCulture, $"Team {index}"), true, members, []));
        foreach (var groups in small.Chunk(PageSize))
            yield return new DirectoryChangePage([], groups, [], [], null, new byte[8], More: true);
        var parts = Enumerable.Range(2000, inLargeGroup).Chunk(1500).Select((members, index) => LargeGroup(index == 0, members, [])).ToList();
        yield return new DirectoryChangePage([], parts, [], [], null, new byte[8], More: false);
    }

    /// <summary>One page of changes.</summary>
    public static async IAsyncEnumerable<Result<DirectoryChangePage>> PageAsync(DirectoryChangePage page)
    {
        await Task.Yield();
        yield return page;
    }

    private static ChangedGroup Group(int number, string name, bool all, IReadOnlyList<int> added, IReadOnlyList<int> removed) => new(
        new DirectoryGroup { ObjectGuid = Anchor(number), Sid = Facts.Sid.Child((uint)number), Dn = $"CN={name},OU=Groups,{Domain.BaseDn}", SamAccountName = name, IsSecurityGroup = true },
        all, [.. added.Select(Reference)], [.. removed.Select(Reference)]);

    private static DirectoryReference Reference(int number) => new(Anchor(number), $"CN=User {number},OU=Staff,{Domain.BaseDn}");

    private static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"user{number}");

    // objectGUIDs are random: made ones must not be kinder to an index.
    private static Guid Anchor(int number)
    {
        var random = new Random(number);
        var bytes = new byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes);
    }
}
