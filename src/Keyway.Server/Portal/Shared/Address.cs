namespace Keyway.Server.Portal.Shared;

/// <summary>An address of ours with fields, each encoded.</summary>
internal static class Address
{
    public static string Of(string path, params ReadOnlySpan<(string Name, string? Value)> fields)
    {
        var query = QueryString.Empty;
        foreach (var (name, value) in fields)
            query = query.Add(name, value ?? "");
        return path + query;
    }
}
