using Keyway.Errors;

namespace Keyway.Connect.Domain;

/// <summary>The DNS name of a domain as people type it.</summary>
internal static class DomainName
{
    private const int MaximumLength = 253;
    private const int MaximumLabel = 63;

    /// <summary>In lower case, without a dot at the end; refuses with <c>KW1446</c> what is none.</summary>
    public static Result<string> Parse(string text)
    {
        var name = text.EndsWith('.') ? text[..^1] : text;
        var labels = name.Split('.');
        return name.Length <= MaximumLength && labels.Length >= 2 && labels.All(IsLabel)
            ? name.ToLowerInvariant()
            : new Refusal(Catalogue.ActiveDirectory.DomainNameInvalid, text.Length <= MaximumLength ? text : "longer than 253 characters");
    }

    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= MaximumLabel && label[0] != '-' && label[^1] != '-'
        && label.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}
