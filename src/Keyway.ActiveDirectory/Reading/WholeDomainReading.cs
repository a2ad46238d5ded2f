using System.Runtime.CompilerServices;
using Keyway.ActiveDirectory.Ldap;
using Keyway.Errors;

namespace Keyway.ActiveDirectory.Reading;

/// <summary>
/// Everything of a domain that is synced, by an ordinary search in pages: the answer to DirSync without a cookie has nothing that a domain controller computes,
/// and Samba does not cut it into pages. The cookie is asked for first, so that what changes meanwhile is told afterwards.
/// </summary>
internal sealed class WholeDomainReading(DomainConnection connection, DomainReplica replica, Guid? except)
{
    private const int PageSize = 500;

    // What domain controllers give at once.
    private const int LargestPage = 1000;

    // RFC 4511 4.5.1.8.
    private const string NoAttribute = "1.1";

    private readonly DirSyncSearch _changes = new(connection);
    private readonly MemberReading _members = new(connection);
    private readonly Dictionary<Guid, string> _seen = [];

    public async IAsyncEnumerable<Result<DirectoryChangePage>> ReadAsync(
        DirectoryReadingMode mode, string? because, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!(await BeginAsync(mode, cancellationToken).ConfigureAwait(false)).TryGet(out var begin, out var refusal))
        {
            yield return refusal;
            yield break;
        }

        var unfinished = (begin with { Position = ReadOnlyMemory<byte>.Empty }).Encode();
        var search = new LdapSearch(replica.Dn, LdapScope.Subtree, DirectoryAttributes.Synced, [.. DirectoryAttributes.OfObjects, MemberRange.Request(0, MemberReading.AtFirst)])
        {
            PageSize = PageSize,
            MaxValueBytes = DirectoryAttributes.MaximumValue,
            Controls = [ExtendedName.Request],
        };
        PageContents? last = null;
        await foreach (var page in connection.PagesAsync(search, cancellationToken).ConfigureAwait(false))
        {
            var contents = new PageContents(replica, except, wholeDomain: true);
            if (!page.TryGet(out var entries, out refusal) || (refusal = await TakeAsync(entries, contents, cancellationToken).ConfigureAwait(false)) is not null)
            {
                yield return refusal;
                yield break;
            }

            // Only the last page goes on from the cookie, and which one is the last shows afterwards.
            if (last is not null)
                yield return last.ToPage(because, unfinished, true);
            last = contents;
        }

        yield return (last ?? new PageContents(replica, except, wholeDomain: true)).ToPage(because, begin.Encode(), false);
    }

    /// <summary>How many entries <see cref="ReadAsync"/> would go through now: a search for the same without a single attribute.</summary>
    public async Task<Result<int>> CountAsync(CancellationToken cancellationToken)
    {
        var count = 0;
        var search = new LdapSearch(replica.Dn, LdapScope.Subtree, DirectoryAttributes.Synced, NoAttribute) { PageSize = LargestPage };
        await foreach (var page in connection.PagesAsync(search, cancellationToken).ConfigureAwait(false))
        {
            if (!page.TryGet(out var entries, out var refusal))
                return refusal;
            count += entries.Count;
        }

        return count;
    }

    /// <summary>The domain controller's cookie of now, which is asked for with a filter that nothing else matches than the domain itself.</summary>
    private async Task<Result<ReadingCookie>> BeginAsync(DirectoryReadingMode mode, CancellationToken cancellationToken)
    {
        var cookie = new ReadingCookie(replica.InvocationId, mode, replica.MaximumPasswordAge, ReadOnlyMemory<byte>.Empty);
        var self = LdapFilter.Equal("objectGUID", replica.ObjectGuid.ToByteArray());
        await foreach (var answer in _changes.ReadAsync(self, ["objectGUID"], mode, cookie.Position, cancellationToken).ConfigureAwait(false))
        {
            if (!answer.TryGet(out var told, out var refusal))
                return refusal;
            cookie = cookie with { Position = told.Cookie };
        }

        return cookie;
    }

    private async Task<Refusal?> TakeAsync(IReadOnlyList<LdapEntry> entries, PageContents contents, CancellationToken cancellationToken)
    {
        contents.Entries = entries.Count;
        var news = false;
        foreach (var entry in entries)
        {
            if (entry.Guid("objectGUID") is { } guid)
            {
                // An object may come twice when it moves between pages; two objects may not be one.
                var sid = Convert.ToHexString(entry.Bytes("objectSid") ?? []);
                if (_seen.TryGetValue(guid, out var known) && known != sid)
                    return new Refusal(Catalogue.ActiveDirectory.ObjectGuidTwice, LdapRefusals.Printable(entry.Dn));
                news |= _seen.TryAdd(guid, sid);
            }

            if (contents.Take(entry) is { } group && await AddGroupAsync(entry, group, contents, cancellationToken).ConfigureAwait(false) is { } failed)
                return failed;
        }

        return news || entries.Count == 0 ? null : new Refusal(Catalogue.ActiveDirectory.ReadingStuck, "the pages of the domain");
    }

    private async Task<Refusal?> AddGroupAsync(LdapEntry entry, DirectoryGroup group, PageContents contents, CancellationToken cancellationToken)
    {
        if (!MemberRange.Read(entry).TryGet(out var begun, out var refusal))
        {
            contents.Skip(entry, refusal);
            return null;
        }

        return await _members.AddAsync(contents, entry, group, begun, cancellationToken).ConfigureAwait(false);
    }
}
