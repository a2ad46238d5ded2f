using Keyway.ActiveDirectory.Ldap;
using Keyway.Errors;

namespace Keyway.ActiveDirectory.Reading;

/// <summary>Reads people and groups of one domain, for a full sync.</summary>
public sealed class DirectoryReader(DomainConnection connection)
{
    private readonly DomainConnection _connection = connection;

    public Task<Result<DomainFacts>> ReadDomainAsync(CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>All users under a base (the whole domain when null), a page at a time. After a refusal nothing follows.</summary>
    public IAsyncEnumerable<Result<IReadOnlyList<DirectoryUser>>> ReadUsersAsync(string? baseDn = null, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>All groups under a base (the whole domain when null) with all direct members, a page at a time. After a refusal nothing follows.</summary>
    public IAsyncEnumerable<Result<IReadOnlyList<DirectoryGroup>>> ReadGroupsAsync(string? baseDn = null, CancellationToken cancellationToken = default) => throw new NotImplementedException();
}
