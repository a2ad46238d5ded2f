using Keyway.ActiveDirectory.KerberosServers;
using Keyway.Connect.Terminal;

namespace Keyway.Connect.KerberosServers;

/// <summary>What <c>set</c> will do to the domain.</summary>
/// <param name="Settings">Complete: with the lists, and with the account's new password when it gets one. Never printed.</param>
/// <param name="Account">The Kerberos server's own account; null when no file was named.</param>
/// <param name="Changes">Empty when the domain's side is right already.</param>
internal sealed record SetPlan(KerberosServerSettings Settings, PublishedLists Lists, ComputerAccount? Account, IReadOnlyList<PlannedChange> Changes)
{
    /// <summary>In a few words, for the line of a step.</summary>
    public string Words => Changes.Count == 0 ? "nothing to change in the domain" : Counted.Of(Changes.Count, "change");
}
