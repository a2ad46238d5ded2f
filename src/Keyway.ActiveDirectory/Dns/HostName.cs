namespace Keyway.ActiveDirectory.Dns;

/// <summary>The rules for DNS names of hosts and domains (RFC 1123 2.1, with the underscore that service names use).</summary>
internal static class HostName
{
    public static bool IsValid(string name) =>
        name.Length is > 0 and <= 253
        && name.Split('.').All(label => label.Length is > 0 and <= 63
            && label.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
            && label[0] != '-' && label[^1] != '-');

    /// <summary>The name is the domain or lies in it.</summary>
    public static bool IsWithin(string name, string domain) =>
        name.Equals(domain, StringComparison.OrdinalIgnoreCase) || name.EndsWith("." + domain, StringComparison.OrdinalIgnoreCase);
}
