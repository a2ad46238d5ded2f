using System.Net;
using System.Text;
using Keyway.Errors;
using Keyway.Server.SignIns;

namespace Keyway.Server.Tokens;

/// <summary>The body of a token request: <c>name=value</c> pairs whatever the content type says, because some clients send none (facts of the nonce request).</summary>
internal sealed class TokenForm : IDisposable
{
    private const int MostFields = 32;
    private const string SecretField = "password";

    private readonly Dictionary<string, string> _fields = new(StringComparer.Ordinal);

    private TokenForm(IPAddress? sender, SignInSource? source)
    {
        Sender = sender;
        Source = source ?? new SignInSource("", "", "");
    }

    /// <summary>The address that the request came from.</summary>
    public IPAddress? Sender { get; }

    /// <summary>The same for the sign-in log; empty where a form signs nobody in.</summary>
    public SignInSource Source { get; }

    /// <summary>The field <c>password</c>, which never becomes text; null when there is none. It ends with the form.</summary>
    public HeldSecret? Password { get; private set; }

    /// <summary>Any other field, or null.</summary>
    public string? this[string name] => _fields.GetValueOrDefault(name);

    /// <summary>Reads a body; a field given twice is refused, so that no two readers see different requests.</summary>
    public static Result<TokenForm> Parse(ReadOnlySpan<byte> body, IPAddress? sender = null, SignInSource? source = null)
    {
        var form = new TokenForm(sender, source);
        body = body.Trim("\t\n\r "u8);
        foreach (var range in body.Split((byte)'&'))
        {
            if (!body[range].IsEmpty && !form.TryAdd(body[range]))
            {
                form.Dispose();
                return Catalogue.PrimaryRefreshTokens.RequestMalformed;
            }
        }

        return form;
    }

    /// <summary>The field, or the refusal of a request that lacks it.</summary>
    public Result<string> Require(string name) =>
        this[name] is { Length: > 0 } value ? value : new Refusal(Catalogue.PrimaryRefreshTokens.RequestMalformed, $"{name} is missing");

    public void Dispose() => Password?.Dispose();

    private bool TryAdd(ReadOnlySpan<byte> pair)
    {
        var equals = pair.IndexOf((byte)'=');
        if (equals <= 0 || _fields.Count + (Password is null ? 0 : 1) == MostFields)
            return false;
        var name = Unescape(pair[..equals]);
        var value = pair[(equals + 1)..];
        if (name != SecretField)
            return _fields.TryAdd(name, Unescape(value));
        if (Password is not null)
            return false;
        var sent = value.ToArray();
        Password = new HeldSecret(sent.Length, bytes => UnescapeBytes(sent, bytes));
        System.Security.Cryptography.CryptographicOperations.ZeroMemory(sent);
        return true;
    }

    private static string Unescape(ReadOnlySpan<byte> text) => Uri.UnescapeDataString(Encoding.UTF8.GetString(text).Replace('+', ' '));

    // What is no escape stands for itself, as it does in the other fields.
    private static int UnescapeBytes(ReadOnlySpan<byte> escaped, Span<byte> bytes)
    {
        var length = 0;
        for (var index = 0; index < escaped.Length; index++)
        {
            if (escaped[index] == '%' && index + 2 < escaped.Length && char.IsAsciiHexDigit((char)escaped[index + 1]) && char.IsAsciiHexDigit((char)escaped[index + 2]))
            {
                bytes[length++] = (byte)((Hex(escaped[index + 1]) << 4) | Hex(escaped[index + 2]));
                index += 2;
            }
            else
            {
                bytes[length++] = escaped[index] == '+' ? (byte)' ' : escaped[index];
            }
        }

        return length;
    }

    private static int Hex(byte digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;
}
