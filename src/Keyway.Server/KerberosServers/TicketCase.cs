using Keyway.Server.Accounts;
using Keyway.Server.AuthenticationMethods.Keys;

namespace Keyway.Server.KerberosServers;

/// <summary>What the rules on the way to a ticket are asked about: a person, and the Kerberos server that would mint.</summary>
/// <param name="Account">Null when nobody is known here.</param>
/// <param name="SignIn">Null at a sign-in, which has just proven more: a key in the person's hand.</param>
/// <param name="Server">Null when the domain has none.</param>
/// <param name="SyncTrouble">That the domain's sync stands still, in words: what is known of the person may be old. Null when it does not, and at a sign-in.</param>
/// <param name="Groups">All groups, nested ones and the primary one too; null until they are needed.</param>
internal readonly record struct TicketCase(
    DateTimeOffset Now, Account? Account = null, SecurityKeyStanding? SignIn = null, KerberosServer? Server = null, AccountGroups? Groups = null,
    string? SyncTrouble = null);
