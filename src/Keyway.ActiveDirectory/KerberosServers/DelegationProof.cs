using Keyway.ActiveDirectory.Ldap;
using Keyway.ActiveDirectory.Security;
using Keyway.Errors;

namespace Keyway.ActiveDirectory.KerberosServers;

/// <summary>The rights that matter, object by object, evaluated for one token: those that day-to-day work needs, and those that would make its account a master of the domain's keys.</summary>
internal sealed class DelegationProof(DomainConnection connection)
{
    private static readonly string[] ReadOfUser = [KerberosServerAttributes.Number, KerberosServerAttributes.KeyVersion];
    private static readonly string[] ReadOfComputer = [KerberosServerAttributes.Control, KerberosServerAttributes.Link, KerberosServerAttributes.Allow, KerberosServerAttributes.Deny];

    // With a certificate or a key of its own choosing, or as a delegate, an account becomes the computer.
    private static readonly string[] DangerousOfComputer =
        [KerberosServerAttributes.Allow, KerberosServerAttributes.Deny, KerberosServerAttributes.Link, KerberosServerAttributes.Control, "msDS-KeyCredentialLink", "msDS-AllowedToActOnBehalfOfOtherIdentity"];

    private static readonly (string Right, AccessMask Mask)[] DangerousOfAny =
    [
        ("Modify permissions", AccessMask.WriteDacl),
        ("Modify owner", AccessMask.WriteOwner),
        ("Full control", AccessMask.FullControl),
    ];

    private readonly SecurityDescriptorReading _descriptors = new(connection);

    /// <summary>The needed rights first.</summary>
    public async Task<Result<IReadOnlyList<DelegatedRight>>> ProveAsync(KerberosServerParts parts, AccessToken token, CancellationToken cancellationToken)
    {
        var (user, computer) = (parts.User!, parts.Computer!);
        string[] required = ["user", "computer", .. ReadOfUser, .. ReadOfComputer];
        var schema = await SchemaNames.ReadAsync(connection, [.. required.Union(DangerousOfComputer)], cancellationToken).ConfigureAwait(false);
        if (!schema.TryGet(out var names, out var refusal))
            return refusal;
        if (Array.Find(required, name => !names.Has(name)) is { } missing)
            return new Refusal(Catalogue.ActiveDirectory.AnswerMalformed, $"the schema has no {missing}, or the account may not see it");
        if (!(await AccessToAsync(user, cancellationToken).ConfigureAwait(false)).TryGet(out var onUser, out refusal)
            || !(await AccessToAsync(computer, cancellationToken).ConfigureAwait(false)).TryGet(out var onComputer, out refusal)
            || !(await AccessToAsync(new LdapEntry(connection.RootDse.DomainDn, new Dictionary<string, IReadOnlyList<byte[]>>()), cancellationToken).ConfigureAwait(false)).TryGet(out var onDomain, out refusal))
            return refusal;

        var rights = new List<DelegatedRight>
        {
            new("Reset password", user.Dn, true, onUser.Grants(token, AccessMask.ControlAccess, ExtendedRights.ResetPassword)),
        };
        rights.AddRange(ReadOfUser.Select(attribute => new DelegatedRight($"Read {attribute}", user.Dn, true, onUser.Grants(token, AccessMask.ReadProperty, names.BranchOf(attribute, "user")))));
        rights.AddRange(ReadOfComputer.Select(attribute => new DelegatedRight($"Read {attribute}", computer.Dn, true, onComputer.Grants(token, AccessMask.ReadProperty, names.BranchOf(attribute, "computer")))));
        rights.Add(new DelegatedRight("Replicating Directory Changes All", connection.RootDse.DomainDn, false, onDomain.Grants(token, AccessMask.ControlAccess, ExtendedRights.ReplicateSecrets)));
        rights.Add(new DelegatedRight("Reset password", computer.Dn, false, onComputer.Grants(token, AccessMask.ControlAccess, ExtendedRights.ResetPassword)));
        rights.AddRange(DangerousOfComputer.Where(names.Has).Select(attribute => new DelegatedRight($"Write {attribute}", computer.Dn, false, onComputer.Grants(token, AccessMask.WriteProperty, names.BranchOf(attribute, "computer")))));
        foreach (var (access, dn) in new[] { (onUser, user.Dn), (onComputer, computer.Dn), (onDomain, connection.RootDse.DomainDn) })
            rights.AddRange(DangerousOfAny.Select(right => new DelegatedRight(right.Right, dn, false, access.Grants(token, right.Mask))));
        return rights;
    }

    private async Task<Result<ObjectAccess>> AccessToAsync(LdapEntry entry, CancellationToken cancellationToken) =>
        (await _descriptors.ReadAsync(entry.Dn, cancellationToken).ConfigureAwait(false)).TryGet(out var descriptor, out var refusal)
            ? new ObjectAccess(descriptor, KerberosServerParts.SidOf(entry))
            : refusal;
}
