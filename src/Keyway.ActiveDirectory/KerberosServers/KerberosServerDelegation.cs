using Keyway.ActiveDirectory.Ldap;
using Keyway.Errors;

namespace Keyway.ActiveDirectory.KerberosServers;

/// <summary>Gives an account exactly the rights that day-to-day work with a Kerberos server needs, takes them back, and proves what it holds.</summary>
public sealed class KerberosServerDelegation(DomainConnection connection)
{
    /// <summary>What <see cref="GrantAsync"/> would change; empty when the right is granted already. Writes nothing.</summary>
    /// <param name="name">The Kerberos server.</param>
    /// <param name="account">A user principal name, an account name, a SID or a distinguished name of a user, a managed service account or a group.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public Task<Result<IReadOnlyList<PlannedChange>>> PlanAsync(string name, string account, CancellationToken cancellationToken = default) => Missing(name + account);

    /// <summary>Adds one entry, Reset Password, to the krbtgt account's access control list; run again it changes nothing.</summary>
    public Task<Result<IReadOnlyList<PlannedChange>>> GrantAsync(string name, string account, IProgress<PlannedChange>? made = null, CancellationToken cancellationToken = default) => Missing(name + account);

    /// <summary>Takes exactly that entry away again.</summary>
    public Task<Result<IReadOnlyList<PlannedChange>>> RevokeAsync(string name, string account, IProgress<PlannedChange>? made = null, CancellationToken cancellationToken = default) => Missing(name + account);

    /// <summary>Reads the security descriptors back and evaluates them for everything in the account's token.</summary>
    public Task<Result<IReadOnlyList<DelegatedRight>>> ProveAsync(string name, string account, CancellationToken cancellationToken = default) =>
        Task.FromResult<Result<IReadOnlyList<DelegatedRight>>>(new Refusal(Catalogue.General.Uninitialised, connection.DomainController.HostName + name + account));

    private Task<Result<IReadOnlyList<PlannedChange>>> Missing(string detail) =>
        Task.FromResult<Result<IReadOnlyList<PlannedChange>>>(new Refusal(Catalogue.General.Uninitialised, connection.DomainController.HostName + detail));
}
