using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Keyway.Server.Provisioning;

/// <summary>sAMAccountNames as a domain accepts them ([MS-SAMR] 3.1.1.8.4): none could be read as another realm or path.</summary>
internal static class SamAccountName
{
    private static readonly SearchValues<char> Forbidden = SearchValues.Create("\"/\\[]:;|=,+*?<>@");

    public static bool TryRead(JsonElement value, [NotNullWhen(true)] out string? name) =>
        ScimText.TryRead(value, out name) && name.AsSpan().IndexOfAny(Forbidden) < 0;
}
