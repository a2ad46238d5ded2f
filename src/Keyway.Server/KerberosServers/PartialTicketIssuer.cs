using Keyway.Contracts.SignIn;
using Keyway.Server.Accounts;

namespace Keyway.Server.KerberosServers;

/// <summary>Issues the partial TGT of a sign-in, or says why this person gets none. Refuses what a domain controller would refuse.</summary>
internal sealed class PartialTicketIssuer
{
    /// <summary>The ticket for an account that may sign in.</summary>
    /// <param name="sessionKey">32 bytes: the PRT's session key, under which the client key is sealed.</param>
    /// <returns>A ticket; or key type 0 with <c>KW24nn cause</c>. Never a failed sign-in.</returns>
    public OnPremisesTicket Issue(Account account, ReadOnlySpan<byte> sessionKey) => throw new NotImplementedException();
}
