using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;

namespace Keyway.Server.Provisioning;

/// <summary>Texts that are stored and shown: 1 to 256 characters, none of them a control character.</summary>
internal static class ScimText
{
    private const int MaximumLength = 256;

    public static bool TryRead(JsonElement value, [NotNullWhen(true)] out string? text) => ScimObject.TryText(value, out text) && IsGood(text);

    /// <summary>The same of a text that has been read.</summary>
    public static bool IsGood(string text)
    {
        if (text.Length is 0 or > MaximumLength || string.IsNullOrWhiteSpace(text))
            return false;
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsControl(rune))
                return false;
        }

        return true;
    }
}
