using System.Text;
using Keyway.Errors;

namespace Keyway.Server.Tokens;

/// <summary>The body of a token request: <c>name=value</c> pairs whatever the content type says, because some clients send none (facts of the nonce request).</summary>
internal sealed class TokenForm
{
    private const int MostFields = 32;

    private readonly Dictionary<string, string> _fields;

    private TokenForm(Dictionary<string, string> fields) => _fields = fields;

    /// <summary>The field, or null.</summary>
    public string? this[string name] => _fields.GetValueOrDefault(name);

    /// <summary>Reads a body; a field given twice is refused, so that no two readers see different requests.</summary>
    public static Result<TokenForm> Parse(ReadOnlySpan<byte> body)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in Encoding.UTF8.GetString(body).Trim().Split('&', MostFields + 1, StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0 || fields.Count == MostFields || !fields.TryAdd(Unescape(pair[..equals]), Unescape(pair[(equals + 1)..])))
                return Catalogue.PrimaryRefreshTokens.RequestMalformed;
        }

        return new TokenForm(fields);
    }

    /// <summary>The field, or the refusal of a request that lacks it.</summary>
    public Result<string> Require(string name) =>
        this[name] is { Length: > 0 } value ? value : new Refusal(Catalogue.PrimaryRefreshTokens.RequestMalformed, $"{name} is missing");

    private static string Unescape(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
