using System.Globalization;
using System.Text;
using Keyway.ActiveDirectory.Ldap;
using Keyway.Errors;

namespace Keyway.ActiveDirectory.Reading;

/// <summary>The members of a group that one answer holds: a group with many comes as <c>member;range=0-1499</c>, and the rest must be asked for ([MS-ADTS] 3.1.1.3.1.3.3).</summary>
/// <param name="First">The number of the first one, from zero.</param>
/// <param name="Last">The number of the last one, or null when there are no more.</param>
/// <param name="Members">In the directory's order.</param>
internal sealed record MemberRange(int First, int? Last, IReadOnlyList<DirectoryReference> Members)
{
    private const string Attribute = "member";
    private const string Mark = "member;range=";

    /// <summary>The name under which these members are asked for.</summary>
    public static string Request(int first, int count) => string.Create(CultureInfo.InvariantCulture, $"{Mark}{first}-{first + count - 1}");

    /// <summary>A group without members has an empty range that is complete.</summary>
    public static Result<MemberRange> Read(LdapEntry entry)
    {
        foreach (var (name, values) in entry.Attributes)
        {
            if (name.StartsWith(Mark, StringComparison.OrdinalIgnoreCase) && values.Count > 0)
                return Read(entry, name[Mark.Length..], values);
        }

        return References(entry, entry.Values(Attribute)).TryGet(out var members, out var refusal) ? new MemberRange(0, null, members) : refusal;
    }

    /// <summary>Names with GUIDs, as the extended DN control has them written.</summary>
    public static Result<IReadOnlyList<DirectoryReference>> References(LdapEntry entry, IReadOnlyList<byte[]> values)
    {
        var references = new List<DirectoryReference>(values.Count);
        foreach (var value in values)
        {
            if (!ExtendedName.Parse(Encoding.UTF8.GetString(value)).TryGet(out var name, out _) || name.ObjectGuid is not { } guid || guid == Guid.Empty)
                return new Refusal(Catalogue.ActiveDirectory.ObjectUnidentified, "member");
            references.Add(new DirectoryReference(guid, name.Dn));
        }

        return references;
    }

    private static Result<MemberRange> Read(LdapEntry entry, string bounds, IReadOnlyList<byte[]> values)
    {
        if (!References(entry, values).TryGet(out var members, out var refusal))
            return refusal;
        if (bounds.Split('-') is [var from, var to] && int.TryParse(from, NumberStyles.None, CultureInfo.InvariantCulture, out var first))
        {
            if (to == "*")
                return new MemberRange(first, null, members);

            // The count must fit, or the next range would begin where the directory likes.
            if (int.TryParse(to, NumberStyles.None, CultureInfo.InvariantCulture, out var last) && last - (long)first + 1 == members.Count)
                return new MemberRange(first, last, members);
        }

        return new Refusal(Catalogue.ActiveDirectory.AnswerMalformed, "the members of a group do not follow each other");
    }
}
