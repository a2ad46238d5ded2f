using Keyway.Kerberos.Messages;

namespace Keyway.Kerberos.CredentialCaches;

/// <summary>What a credential cache holds.</summary>
/// <param name="Client">Whose cache it is.</param>
/// <param name="ClientRealm">His realm.</param>
/// <param name="Tickets">The tickets, the TGT first.</param>
public sealed record CredentialCache(PrincipalName Client, string ClientRealm, IReadOnlyList<HeldTicket> Tickets);
