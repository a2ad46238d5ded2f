using Keyway.ActiveDirectory.Ldap;
using Keyway.Errors;
using Keyway.Kerberos.Pac;

namespace Keyway.ActiveDirectory.KerberosServers;

/// <summary>An account whose NT hash is asked for, as the directory shows it now.</summary>
/// <param name="Dn">Where it stands.</param>
/// <param name="Sid">By which it was found.</param>
/// <param name="IsPerson">An ordinary user: no computer, no managed service account, no trust.</param>
/// <param name="IsProtected">A member, at whatever depth, of Protected Users, who have no NTLM ([MS-KILE] 3.3.5.1).</param>
public sealed record RevealCandidate(string Dn, SecurityIdentifier Sid, bool IsPerson, bool IsProtected)
{
    private const uint ProtectedUsers = 525;

    /// <summary>Looks an account up by its SID; <c>KW1420</c> when there is none. <c>KW3710</c> when its groups may not be seen: then nobody can tell whether it is protected.</summary>
    public static async Task<Result<RevealCandidate>> FindAsync(DomainConnection connection, SecurityIdentifier sid, CancellationToken cancellationToken)
    {
        if (!(await connection.ReadAsync($"<SID={sid}>", ["objectSid", "objectClass", "userAccountControl", "tokenGroups"], cancellationToken).ConfigureAwait(false)).TryGet(out var entry, out var refusal))
            return refusal;
        if (entry.Bytes("objectSid") is not { } found || !sid.ToBinary().AsSpan().SequenceEqual(found))
            return new Refusal(Catalogue.ActiveDirectory.AnswerMalformed, "another account than the one of the SID");

        var control = (UserAccountControl)(entry.Integer("userAccountControl") ?? 0);
        var isPerson = control.HasFlag(UserAccountControl.NormalAccount)
            && (control & (UserAccountControl.WorkstationTrust | UserAccountControl.ServerTrust | UserAccountControl.PartialSecrets)) == 0
            && !entry.Texts("objectClass").Contains("computer", StringComparer.OrdinalIgnoreCase);
        var groups = entry.Values("tokenGroups");
        if (groups.Count == 0)
            return new Refusal(Catalogue.KeyList.AccountUnsuitable, "its groups may not be seen");
        var protectedUsers = sid.Parent.Child(ProtectedUsers).ToBinary();
        return new RevealCandidate(entry.Dn, sid, isPerson, groups.Any(group => group.AsSpan().SequenceEqual(protectedUsers)));
    }
}
