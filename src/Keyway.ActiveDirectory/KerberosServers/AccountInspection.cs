using Keyway.ActiveDirectory.Ldap;
using Keyway.ActiveDirectory.Reading;
using Keyway.ActiveDirectory.Security;
using Keyway.Errors;
using Keyway.Kerberos.Pac;

namespace Keyway.ActiveDirectory.KerberosServers;

/// <summary>Reads what the domain's rules say of one account. Writes nothing.</summary>
public sealed class AccountInspection(DomainConnection connection)
{
    // UF_LOCKOUT, computed by the domain controller: the lock stands now ([MS-ADTS] 3.1.1.4.5.17).
    private const long LockedOut = 0x10;

    private readonly AccountSearch _accounts = new(connection);
    private readonly AccessTokenReading _tokens = new(connection);

    /// <summary>The findings; <c>KW1511</c> when no account or more than one has that name.</summary>
    /// <param name="user">A user principal name, an account name (with or without <c>DOMAIN\</c>), a SID or a distinguished name.</param>
    /// <param name="server">Whose lists are asked.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<Result<AccountFindings>> InspectAsync(string user, KerberosServerDescription server, CancellationToken cancellationToken = default)
    {
        if (!(await _accounts.FindAsync(user, AccountSearch.People, [.. UserEntries.Attributes, "adminCount"], cancellationToken).ConfigureAwait(false)).TryGet(out var entry, out var refusal)
            || !UserEntries.Read(entry).TryGet(out var account, out refusal)
            || !(await _tokens.GroupsOfAccountAsync(account.Dn, cancellationToken).ConfigureAwait(false)).TryGet(out var groups, out refusal))
            return refusal;

        IReadOnlyList<SecurityIdentifier> all = [account.Sid, .. groups];
        if (!(await PrivilegedAsync(all, cancellationToken).ConfigureAwait(false)).TryGet(out var privileged, out refusal))
            return refusal;
        return new AccountFindings
        {
            Dn = account.Dn,
            ObjectGuid = account.ObjectGuid,
            Sid = account.Sid,
            UserPrincipalName = account.UserPrincipalName,
            SamAccountName = account.SamAccountName,
            Enabled = account.Enabled,
            Locked = ((entry.Integer("msDS-User-Account-Control-Computed") ?? 0) & LockedOut) != 0,
            AccountExpires = account.AccountExpires,
            PasswordExpired = account.MustChangePassword,
            AllowedBy = server.AllowGroups.FirstOrDefault(group => all.Contains(group.Sid)),
            DeniedBy = server.DenyGroups.FirstOrDefault(group => all.Contains(group.Sid)),
            PrivilegedBy = privileged.Count == 0 ? null : privileged[0],
            Protected = entry.Integer("adminCount") is 1,
        };
    }

    private async Task<Result<IReadOnlyList<RevealGroup>>> PrivilegedAsync(IReadOnlyList<SecurityIdentifier> groups, CancellationToken cancellationToken)
    {
        var privileged = groups.Where(PrivilegedGroups.Contains).ToList();
        if (privileged.Count == 0)
            return new List<RevealGroup>();

        // Named where this domain has it; a group of the forest's root domain keeps its SID for a name.
        if (!(await new RevealGroupSearch(connection).FindAsync(privileged[0], cancellationToken).ConfigureAwait(false)).TryGet(out var found, out var refusal))
            return refusal;
        return found.Count > 0 ? found : new List<RevealGroup> { new(privileged[0].ToString(), privileged[0], privileged[0].ToString()) };
    }
}
