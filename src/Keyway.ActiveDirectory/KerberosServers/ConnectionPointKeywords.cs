using Keyway.Kerberos.Pac;

namespace Keyway.ActiveDirectory.KerberosServers;

/// <summary>What the service connection point says: <c>Id:</c>, <c>UserAccountSid:</c> and <c>ComputerAccountSid:</c>.</summary>
internal static class ConnectionPointKeywords
{
    private const string Id = "Id:";
    private const string User = "UserAccountSid:";
    private const string Computer = "ComputerAccountSid:";

    private static readonly string[] Ours = [Id, User, Computer];

    public static IReadOnlyList<string> For(string id, string userSid, string computerSid) => [Id + id, User + userSid, Computer + computerSid];

    /// <summary>The wanted keywords and those of others that stand beside them.</summary>
    public static IReadOnlyList<string> Merge(IReadOnlyList<string> present, IReadOnlyList<string> wanted) =>
        [.. wanted, .. present.Where(keyword => !Array.Exists(Ours, prefix => keyword.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)))];

    public static bool Same(IReadOnlyList<string> left, IReadOnlyList<string> right) =>
        left.ToHashSet(StringComparer.OrdinalIgnoreCase).SetEquals(right);

    public static SecurityIdentifier? UserSid(IReadOnlyList<string> keywords) => Sid(keywords, User);

    public static SecurityIdentifier? ComputerSid(IReadOnlyList<string> keywords) => Sid(keywords, Computer);

    private static SecurityIdentifier? Sid(IReadOnlyList<string> keywords, string prefix) =>
        keywords.FirstOrDefault(keyword => keyword.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) is { } found
        && SecurityIdentifier.Parse(found[prefix.Length..].Trim()).TryGet(out var sid, out _) ? sid : null;
}
