using System.Runtime.CompilerServices;
using Keyway.ActiveDirectory.Ldap;
using Keyway.Errors;

namespace Keyway.ActiveDirectory.Reading;

/// <summary>
/// The changes of a domain since a cookie: people, security groups, and computers with a certificate of their own, never krbtgt accounts, domain controllers,
/// managed service accounts or trusts ([MS-ADTS] 3.1.1.3.4.1.3). Referrals are not followed: another domain has its own reader.
/// </summary>
public sealed class DirectoryChangeReader(DomainConnection connection)
{
    private readonly DomainConnection _connection = connection;

    /// <summary>objectGUID of the account that syncs, which is not synced itself.</summary>
    public Guid? Except { get; init; }

    /// <summary>By which right the last read was made; null before the first.</summary>
    public DirectoryReadingMode? Mode { get; private set; }

    /// <summary>Reads a page at a time. After a refusal nothing follows. A cookie belongs to the domain controller that gave it: at another one it means that the whole domain is read.</summary>
    /// <param name="cookie">Of a page that was taken over whole, or null or empty for the whole domain.</param>
    /// <param name="cancellationToken">Ends the reading and the connection.</param>
    public async IAsyncEnumerable<Result<DirectoryChangePage>> ReadAsync(ReadOnlyMemory<byte>? cookie, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        // An empty one is what a null array turns into on its way here.
        var since = cookie is { IsEmpty: false } bytes ? ReadingCookie.Parse(bytes.Span) : null;
        if (!(await DomainReplica.ReadAsync(_connection, cancellationToken).ConfigureAwait(false)).TryGet(out var replica, out var refusal)
            || !(await FindModeAsync(replica, since?.InvocationId == replica.InvocationId ? since.Position : default, cancellationToken).ConfigureAwait(false)).TryGet(out var mode, out refusal))
        {
            yield return refusal;
            yield break;
        }

        Mode = mode;
        var because = cookie is not { IsEmpty: false } ? null : WhyFullRead(since, replica, mode);
        if (since is not null && because is null)
        {
            var changes = new ChangedObjectsReading(_connection, replica, Except);
            await foreach (var page in changes.ReadAsync(since, cancellationToken).ConfigureAwait(false))
                yield return page;
            because = changes.NotEnoughBecause;
            if (because is null)
                yield break;
        }

        await foreach (var page in new WholeDomainReading(_connection, replica, Except).ReadAsync(mode, because, cancellationToken).ConfigureAwait(false))
            yield return page;
    }

    /// <summary>How many entries a read of the whole domain goes through now; for a connection on which nothing else is read meanwhile.</summary>
    public async Task<Result<int>> CountAsync(CancellationToken cancellationToken = default) =>
        (await DomainReplica.ReadAsync(_connection, cancellationToken).ConfigureAwait(false)).TryGet(out var replica, out var refusal)
            ? await new WholeDomainReading(_connection, replica, Except).CountAsync(cancellationToken).ConfigureAwait(false)
            : refusal;

    private static string? WhyFullRead(ReadingCookie? since, DomainReplica replica, DirectoryReadingMode mode) => since switch
    {
        null => "the cookie cannot be read",
        _ when since.InvocationId != replica.InvocationId => "the cookie is another domain controller's, or this one was brought back from a backup",
        _ when since.Position.IsEmpty => "the last read of the whole domain was not finished",
        _ when since.Mode != mode => "the account was given or lost the right Replicating Directory Changes",
        _ when since.MaximumPasswordAge != replica.MaximumPasswordAge => "the domain's password policy changed",
        _ when !replica.ShowsDeletions => "the account may not see what was deleted: it lacks List Contents and Read Property on the container Deleted Objects",
        _ => null,
    };

    /// <summary>Whether the account holds the right: one request for the changes of the domain's own object, none of which matters. From a cookie it costs least.</summary>
    private async Task<Result<DirectoryReadingMode>> FindModeAsync(DomainReplica replica, ReadOnlyMemory<byte> position, CancellationToken cancellationToken)
    {
        var self = LdapFilter.Equal("objectGUID", replica.ObjectGuid.ToByteArray());
        await foreach (var answer in new DirSyncSearch(_connection).ReadAsync(self, ["objectGUID"], DirectoryReadingMode.Replication, position, cancellationToken).ConfigureAwait(false))
        {
            if (answer.Succeeded)
                break;
            if (answer.Refusal.Error == Catalogue.ActiveDirectory.InsufficientAccess)
                return DirectoryReadingMode.ObjectSecurity;
            return position.IsEmpty ? answer.Refusal : await FindModeAsync(replica, default, cancellationToken).ConfigureAwait(false);
        }

        return DirectoryReadingMode.Replication;
    }
}
