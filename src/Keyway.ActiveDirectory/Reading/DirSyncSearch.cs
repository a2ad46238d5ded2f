using System.Runtime.CompilerServices;
using Keyway.ActiveDirectory.Ldap;
using Keyway.Errors;

namespace Keyway.ActiveDirectory.Reading;

/// <summary>One walk through the changes that a domain controller has since a cookie of its own, answer by answer.</summary>
internal sealed class DirSyncSearch(DomainConnection connection)
{
    // Samba gives everything in one answer; Windows cuts at a megabyte.
    private const int MaximumEntries = 2_000_000;

    // So many answers without an entry are none of a domain controller that gets on.
    private const int MaximumEmptyAnswers = 10_000;

    private readonly DomainConnection _connection = connection;

    /// <summary>After a refusal nothing follows. The domain controller refuses with <c>KW1410</c> when the mode asks for a right that the account lacks.</summary>
    public async IAsyncEnumerable<Result<DirSyncAnswer>> ReadAsync(
        LdapFilter filter, IReadOnlyList<string> attributes, DirectoryReadingMode mode, ReadOnlyMemory<byte> cookie, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var more = true;
        var empty = 0;
        while (more)
        {
            var search = new LdapSearch(_connection.RootDse.DomainDn, LdapScope.Subtree, filter, attributes)
            {
                MaxEntries = MaximumEntries,
                MaxValueBytes = DirectoryAttributes.MaximumValue,
                Controls = [DirSyncControl.Request(mode == DirectoryReadingMode.ObjectSecurity, cookie.Span), ExtendedName.Request],
            };
            if (!(await _connection.SearchOnceAsync(search, cancellationToken).ConfigureAwait(false)).TryGet(out var answer, out var refusal)
                || !DirSyncControl.Read(answer.Controls).TryGet(out var end, out refusal))
            {
                yield return refusal;
                yield break;
            }

            empty = answer.Entries.Count == 0 ? empty + 1 : 0;
            if (end.More && (empty > MaximumEmptyAnswers || cookie.Span.SequenceEqual(end.Cookie)))
            {
                yield return new Refusal(Catalogue.ActiveDirectory.ReadingStuck, "the cookie of the changes makes no progress");
                yield break;
            }

            (more, cookie) = (end.More, end.Cookie);
            yield return new DirSyncAnswer(answer.Entries, cookie, more);
        }
    }
}
