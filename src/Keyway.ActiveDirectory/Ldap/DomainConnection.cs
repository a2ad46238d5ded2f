using Keyway.ActiveDirectory.Locator;
using Keyway.Errors;

namespace Keyway.ActiveDirectory.Ldap;

/// <summary>An authenticated, protected connection to one domain controller. Operations run one after the other.</summary>
public sealed class DomainConnection : IDisposable
{
    /// <summary>Reaches the domain controller at its address, verifies its certificate for its host name, and binds.</summary>
    public static Task<Result<DomainConnection>> OpenAsync(
        DomainController domainController, DomainCredential credential, TlsTrust trust, DomainConnectionOptions? options = null, CancellationToken cancellationToken = default) =>
        throw new NotImplementedException();

    /// <summary>The whole of a search, page after page.</summary>
    public Task<Result<IReadOnlyList<LdapEntry>>> SearchAsync(LdapSearch search, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>A search a page at a time. After a refusal nothing follows.</summary>
    public IAsyncEnumerable<Result<IReadOnlyList<LdapEntry>>> PagesAsync(LdapSearch search, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>One object; <c>KW1420</c> when there is none.</summary>
    public Task<Result<LdapEntry>> ReadAsync(string dn, IReadOnlyList<string> attributes, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Adds an object. Null, or why not.</summary>
    public Task<Refusal?> AddAsync(string dn, IReadOnlyList<LdapAttribute> attributes, IReadOnlyList<LdapControl>? controls = null, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Changes an object, all of the changes or none. Null, or why not.</summary>
    public Task<Refusal?> ModifyAsync(string dn, IReadOnlyList<LdapChange> changes, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Deletes an object that has no children. Null, or why not.</summary>
    public Task<Refusal?> DeleteAsync(string dn, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    public void Dispose() => throw new NotImplementedException();
}
