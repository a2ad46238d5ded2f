using Keyway.Errors;

namespace Keyway.Server.Provisioning;

/// <summary>From what a request calls its members to object ids.</summary>
internal static class MemberIds
{
    /// <summary>Before the id that another operation of the same bulk request gives to what it makes (RFC 7644 3.7.2).</summary>
    public const string BulkPrefix = "bulkId:";

    /// <summary>The ids, each once; refused when one is no GUID or no known bulk id.</summary>
    public static Result<HashSet<Guid>> Resolve(IReadOnlyList<string> members, IReadOnlyDictionary<string, Guid>? bulkIds)
    {
        var ids = new HashSet<Guid>(members.Count);
        foreach (var member in members)
        {
            if (member.StartsWith(BulkPrefix, StringComparison.OrdinalIgnoreCase))
            {
                if (bulkIds is null || !bulkIds.TryGetValue(member[BulkPrefix.Length..], out var made))
                    return Catalogue.Provisioning.BulkIdUnresolved;
                ids.Add(made);
            }
            else if (Guid.TryParseExact(member, "D", out var id))
            {
                ids.Add(id);
            }
            else
            {
                return Catalogue.Provisioning.MemberUnknown;
            }
        }

        return ids;
    }
}
