using Keyway.ActiveDirectory.Ldap;
using Keyway.Errors;

namespace Keyway.ActiveDirectory.KerberosServers;

/// <summary>Reads what the domain's rules say of one account. Writes nothing.</summary>
public sealed class AccountInspection(DomainConnection connection)
{
    /// <summary>The findings; <c>KW1511</c> when no account or more than one has that name.</summary>
    /// <param name="user">A user principal name, an account name (with or without <c>DOMAIN\</c>) or a distinguished name.</param>
    /// <param name="server">Whose lists are asked.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public Task<Result<AccountFindings>> InspectAsync(string user, KerberosServerDescription server, CancellationToken cancellationToken = default) =>
        Task.FromResult<Result<AccountFindings>>(new Refusal(Catalogue.General.Uninitialised, connection.DomainController.HostName + user + server.Name));
}
