using Keyway.ActiveDirectory.Ldap;
using Keyway.Errors;
using Keyway.Kerberos.Pac;

namespace Keyway.ActiveDirectory.Reading;

/// <summary>Who an entry is: what must be there and belong to the domain before anything else of it counts.</summary>
internal sealed record EntryIdentity(Guid ObjectGuid, SecurityIdentifier Sid, string Dn)
{
    // Far beyond what a tree of names with 64 characters each can have.
    private const int MaximumName = 8192;

    private static readonly SecurityIdentifier Builtin = SecurityIdentifier.Parse("S-1-5-32").Value;

    /// <summary>Of an entry that came with or without the extended DN control.</summary>
    public static Result<EntryIdentity> Read(LdapEntry entry, DomainReplica replica)
    {
        if (entry.Guid("objectGUID") is not { } guid || guid == Guid.Empty
            || !ExtendedName.Parse(entry.Dn).TryGet(out var name, out _)
            || entry.Bytes("objectSid") is not { } bytes || !SecurityIdentifier.Parse(bytes).TryGet(out var sid, out _)
            || string.IsNullOrEmpty(entry.Text("sAMAccountName")))
            return new Refusal(Catalogue.ActiveDirectory.ObjectUnidentified, LdapRefusals.Printable(entry.Dn));
        if (name.Dn.Length > MaximumName)
            return new Refusal(Catalogue.ActiveDirectory.ObjectOversized, "its distinguished name");

        var belongs = name.Dn.EndsWith("," + replica.Dn, StringComparison.OrdinalIgnoreCase)
            && ((sid.IsDomainAccount && sid.Parent.Equals(replica.Sid)) || sid.Parent.Equals(Builtin));
        return belongs ? new EntryIdentity(guid, sid, name.Dn) : new Refusal(Catalogue.ActiveDirectory.ObjectForeign, $"{LdapRefusals.Printable(name.Dn)}, {sid}");
    }
}
