using Keyway.Contracts.Provisioning;

namespace Keyway.Server.Provisioning.Filters;

/// <summary>
/// One spelling for each attribute name of a filter or path: lower case, without the URN of a core schema, <c>@onpremises</c> for our extension as a
/// whole and <c>@onpremises:name</c> for an attribute in it; likewise <c>@enterprise</c>.
/// </summary>
internal static class AttributeName
{
    /// <summary>The extension as a whole; nobody can type it.</summary>
    public const string OnPremises = "@onpremises";

    /// <summary>The enterprise extension (RFC 7643 4.3) as a whole; nobody can type it either.</summary>
    public const string Enterprise = "@enterprise";

    /// <summary>The normal spelling, or null for what is not an attribute name (RFC 7644 figure 1: ATTRNAME with an optional URN before and sub-attribute behind).</summary>
    public static string? Normalise(string text)
    {
        if (text.Equals(ScimSchemas.OnPremises, StringComparison.OrdinalIgnoreCase))
            return OnPremises;
        if (After(text, ScimSchemas.OnPremises) is { } extended)
            return IsName(extended) ? $"{OnPremises}:{extended.ToLowerInvariant()}" : null;
        if (text.Equals(ScimSchemas.EnterpriseUser, StringComparison.OrdinalIgnoreCase))
            return Enterprise;
        if (After(text, ScimSchemas.EnterpriseUser) is { } enterprise)
            return IsPath(enterprise) ? $"{Enterprise}:{enterprise.ToLowerInvariant()}" : null;
        var name = After(text, ScimSchemas.User) ?? After(text, ScimSchemas.Group) ?? After(text, ScimSchemas.Device) ?? text;
        return IsPath(name) ? name.ToLowerInvariant() : null;
    }

    private static string? After(string text, string schema) =>
        text.Length > schema.Length && text[schema.Length] == ':' && text.StartsWith(schema, StringComparison.OrdinalIgnoreCase) ? text[(schema.Length + 1)..] : null;

    private static bool IsPath(string name) => name.Split('.', 3) is { Length: <= 2 } parts && parts.All(IsName);

    // "$ref" is the one attribute that does not begin with a letter.
    private static bool IsName(string part) =>
        part.Length > 0 && (char.IsAsciiLetter(part[0]) || part[0] == '$') && part.Skip(1).All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_');
}
