namespace Keyway.Server.Portal.Administration.Audit;

/// <summary>Activities as people read them.</summary>
internal static class AuditWords
{
    /// <summary><c>security-key-removed</c> is Security key removed.</summary>
    public static string Of(string activity) => activity.Length == 0 ? "" : char.ToUpperInvariant(activity[0]) + activity[1..].Replace('-', ' ');
}
