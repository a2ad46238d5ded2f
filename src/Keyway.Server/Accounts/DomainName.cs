namespace Keyway.Server.Accounts;

/// <summary>DNS names of domains, in the one spelling by which the store compares them.</summary>
internal static class DomainName
{
    /// <summary>Lower case without the trailing dot; null for what is no DNS name of at most 253 ASCII letters, digits, hyphens and dots.</summary>
    public static string? Normalise(string name)
    {
        var normal = name.EndsWith('.') ? name[..^1] : name;
        if (normal.Length is 0 or > 253 || !normal.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '.'))
            return null;
        foreach (var label in normal.Split('.'))
        {
            if (label.Length is 0 or > 63 || label[0] == '-' || label[^1] == '-')
                return null;
        }

        return normal.ToLowerInvariant();
    }
}
