using Keyway.ActiveDirectory.Ldap;
using Keyway.Errors;
using Keyway.Kerberos.Pac;

namespace Keyway.ActiveDirectory.Reading;

/// <summary>The copy of a domain that one domain controller holds, as far as reading its changes depends on it.</summary>
/// <param name="InvocationId">Names the database: another domain controller's, or one brought back from a backup, has another.</param>
/// <param name="Dn">Distinguished name of the domain.</param>
/// <param name="ObjectGuid">The domain's own objectGUID.</param>
/// <param name="Sid">The domain's SID.</param>
/// <param name="MaximumPasswordAge">maxPwdAge as the directory has it, negative units of 100 ns: when it changes, passwords of everybody expire at another time.</param>
/// <param name="ShowsDeletions">This account may see the container of deleted objects.</param>
internal sealed record DomainReplica(Guid InvocationId, string Dn, Guid ObjectGuid, SecurityIdentifier Sid, long MaximumPasswordAge, bool ShowsDeletions)
{
    /// <summary>Three requests.</summary>
    public static async Task<Result<DomainReplica>> ReadAsync(DomainConnection connection, CancellationToken cancellationToken)
    {
        var root = connection.RootDse;
        if (root.SettingsDn is null)
            return new Refusal(Catalogue.ActiveDirectory.AnswerMalformed, "the domain controller does not name its NTDS Settings");
        if (!(await connection.ReadAsync(root.SettingsDn, ["invocationId"], cancellationToken).ConfigureAwait(false)).TryGet(out var settings, out var refusal)
            || !(await connection.ReadAsync(root.DomainDn, ["objectGUID", "objectSid", "maxPwdAge"], cancellationToken).ConfigureAwait(false)).TryGet(out var domain, out refusal))
            return refusal;
        if (settings.Guid("invocationId") is not { } invocation || domain.Guid("objectGUID") is not { } guid
            || domain.Bytes("objectSid") is not { } bytes || !SecurityIdentifier.Parse(bytes).TryGet(out var sid, out _))
            return new Refusal(Catalogue.ActiveDirectory.ObjectUnidentified, $"{root.SettingsDn}, {root.DomainDn}");

        // Who may not read the container is told that it exists, and none of its attributes; nor are the deleted objects in it told.
        var container = new LdapSearch($"CN=Deleted Objects,{root.DomainDn}", LdapScope.Base, LdapFilter.Any, "objectGUID") { Controls = [LdapControl.ShowDeleted] };
        var seen = await connection.SearchAsync(container, cancellationToken).ConfigureAwait(false);
        if (!seen.TryGet(out var entries, out refusal) && refusal.Error != Catalogue.ActiveDirectory.NoSuchObject && refusal.Error != Catalogue.ActiveDirectory.InsufficientAccess)
            return refusal;
        var showsDeletions = entries is [var deleted, ..] && deleted.Guid("objectGUID") is not null;
        return new DomainReplica(invocation, root.DomainDn, guid, sid, domain.Integer("maxPwdAge") ?? 0, showsDeletions);
    }
}
