using Keyway.ActiveDirectory.Ldap;
using Keyway.Errors;

namespace Keyway.ActiveDirectory.Reading;

/// <summary>That an object changed, and what the change itself tells; what the object is now must be read.</summary>
internal sealed record ObjectChange
{
    private const string Came = "member;range=1-1";
    private const string Went = "member;range=0-0";

    public required Guid ObjectGuid { get; init; }

    /// <summary>Distinguished name now.</summary>
    public required string Dn { get; init; }

    /// <summary>It lies among the deleted objects.</summary>
    public bool Deleted { get; init; }

    /// <summary>It was deleted and is back: what named it before does so again, without being told as changed.</summary>
    public bool Restored { get; init; }

    /// <summary>It was made since.</summary>
    public bool New { get; init; }

    /// <summary>It has another name or lies elsewhere.</summary>
    public bool Moved { get; init; }

    /// <summary>A group is now of another kind.</summary>
    public bool Retyped { get; init; }

    /// <summary>It is a password policy, or was one.</summary>
    public bool IsPasswordPolicy { get; init; }

    public IReadOnlyList<DirectoryReference> Added { get; init; } = [];

    public IReadOnlyList<DirectoryReference> Removed { get; init; } = [];

    /// <summary>Out of an answer to the DirSync control: attributes that did not change are absent, those that went have no values.</summary>
    public static Result<ObjectChange> Read(LdapEntry entry)
    {
        if (!ExtendedName.Parse(entry.Dn).TryGet(out var name, out _) || (entry.Guid("objectGUID") ?? name.ObjectGuid) is not { } guid || guid == Guid.Empty)
            return new Refusal(Catalogue.ActiveDirectory.ObjectUnidentified, LdapRefusals.Printable(entry.Dn));
        if (entry.Oversized.FirstOrDefault(attribute => attribute.StartsWith("member", StringComparison.OrdinalIgnoreCase)) is not null)
            return new Refusal(Catalogue.ActiveDirectory.ObjectOversized, "member");
        if (!MemberRange.References(entry, entry.Values(Came)).TryGet(out var added, out var refusal)
            || !MemberRange.References(entry, entry.Values(Went)).TryGet(out var removed, out refusal))
            return refusal;

        var deleted = entry.Text("isDeleted") == "TRUE";
        var isNew = entry.Values("objectClass").Count > 0 && !deleted;
        return new ObjectChange
        {
            ObjectGuid = guid,
            Dn = name.Dn,
            Deleted = deleted,
            Restored = !deleted && entry.Attributes.ContainsKey("isDeleted"),
            New = isNew,
            Moved = !isNew && !deleted && entry.Attributes.ContainsKey("name"),
            Retyped = !isNew && entry.Attributes.ContainsKey("groupType"),
            IsPasswordPolicy = DirectoryAttributes.OfPasswordPolicies.Any(entry.Attributes.ContainsKey) || LayAmongPasswordPolicies(entry),
            Added = added,
            Removed = removed,
        };
    }

    /// <summary>What both tell, the other one later.</summary>
    public ObjectChange Then(ObjectChange later)
    {
        var came = later.Added.Select(member => member.ObjectGuid).ToHashSet();
        var went = later.Removed.Select(member => member.ObjectGuid).ToHashSet();
        return later with
        {
            Restored = Restored || later.Restored,
            New = New || later.New,
            Moved = Moved || later.Moved,
            Retyped = Retyped || later.Retyped,
            IsPasswordPolicy = IsPasswordPolicy || later.IsPasswordPolicy,
            Added = [.. Added.Where(member => !went.Contains(member.ObjectGuid)), .. later.Added],
            Removed = [.. Removed.Where(member => !came.Contains(member.ObjectGuid)), .. later.Removed],
        };
    }

    private static bool LayAmongPasswordPolicies(LdapEntry entry) =>
        entry.Text("lastKnownParent") is { } parent
        && ExtendedName.Parse(parent).TryGet(out var name, out _)
        && name.Dn.StartsWith("CN=Password Settings Container,CN=System,", StringComparison.OrdinalIgnoreCase);
}
