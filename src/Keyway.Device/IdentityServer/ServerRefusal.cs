using System.Globalization;
using Keyway.Device.Terminal;
using Keyway.Errors;

namespace Keyway.Device.IdentityServer;

/// <summary>A refusal that the server stated, as a refusal of this program: the same number, with the words of our own catalogue where it has the number.</summary>
internal static class ServerRefusal
{
    private const int FirstServerNumber = 1000;
    private const int LastServerNumber = 2999;

    /// <summary>Reads a number and a text that came from the server.</summary>
    /// <param name="code">Such as <c>KW2301</c>.</param>
    /// <param name="text">What the server says; shown when the number is not known here, because the server is newer.</param>
    /// <param name="circumstance">Such as a trace id, or null.</param>
    /// <param name="unnumbered">The error when there is no number of a server.</param>
    public static Refusal Of(string? code, string text, string? circumstance, KeywayError unnumbered)
    {
        if (code is not { Length: 6 } || !code.StartsWith("KW", StringComparison.Ordinal)
            || !int.TryParse(code.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || number is < FirstServerNumber or > LastServerNumber)
        {
            return new Refusal(unnumbered, Join(Shown.Line(text), circumstance));
        }

        var known = Catalogue.All.FirstOrDefault(entry => entry.Error.Number == number).Error;
        return new Refusal(known ?? new KeywayError(number, Shown.Line(text), "Look into the server's documentation for the number."), Join(null, circumstance));
    }

    private static string? Join(string? text, string? circumstance) => (text, circumstance) switch
    {
        (null or "", null) => null,
        (null or "", _) => Shown.Line(circumstance),
        (_, null) => text,
        _ => $"{text}; {Shown.Line(circumstance)}",
    };
}
