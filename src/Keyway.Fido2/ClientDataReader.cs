using System.Buffers.Text;
using System.Text.Json;
using Keyway.Errors;

namespace Keyway.Fido2;

/// <summary>
/// Reads clientDataJSON (WebAuthn L3 5.8.1). Stricter than the specification asks: a known member that stands twice is refused, because
/// two readers could take different ones, and so is text that is not UTF-8.
/// </summary>
internal static class ClientDataReader
{
    private const int MaximumLength = 16 * 1024;
    private const int MaximumChallengeLength = 1024;

    private static readonly JsonReaderOptions Options = new() { MaxDepth = 8, AllowTrailingCommas = false, CommentHandling = JsonCommentHandling.Disallow };

    public static Result<ClientData> Read(ReadOnlySpan<byte> json)
    {
        if (json.Length > MaximumLength) return Catalogue.WebAuthnData.ClientDataTooLarge;
        // UTF-8 decode drops a byte order mark (WebAuthn L3 7.1 step 5).
        if (json.StartsWith("\uFEFF"u8)) json = json[3..];
        try
        {
            var reader = new Utf8JsonReader(json, Options);
            return ReadObject(ref reader);
        }
        catch (Exception refusal) when (refusal is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a text holds bytes that are not UTF-8, or half of a surrogate pair.
            return Catalogue.WebAuthnData.ClientDataMalformed;
        }
    }

    private static Result<ClientData> ReadObject(ref Utf8JsonReader reader)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return Catalogue.WebAuthnData.ClientDataMalformed;
        string? type = null, challenge = null, origin = null, topOrigin = null;
        bool? crossOrigin = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var fits =
                reader.ValueTextEquals("type"u8) ? TakeText(ref reader, ref type)
                : reader.ValueTextEquals("challenge"u8) ? TakeText(ref reader, ref challenge)
                : reader.ValueTextEquals("origin"u8) ? TakeText(ref reader, ref origin)
                : reader.ValueTextEquals("topOrigin"u8) ? TakeText(ref reader, ref topOrigin)
                : reader.ValueTextEquals("crossOrigin"u8) ? TakeBoolean(ref reader, ref crossOrigin)
                : PassOver(ref reader);
            if (!fits) return Catalogue.WebAuthnData.ClientDataMember;
        }

        if (reader.TokenType != JsonTokenType.EndObject || reader.Read()) return Catalogue.WebAuthnData.ClientDataMalformed;
        if (type is null || challenge is null || origin is null) return Catalogue.WebAuthnData.ClientDataMember;
        return TryDecode(challenge, out var bytes)
            ? new ClientData(type, bytes, origin, crossOrigin ?? false, topOrigin)
            : Catalogue.WebAuthnData.ClientDataChallengeEncoding;
    }

    private static bool TakeText(ref Utf8JsonReader reader, ref string? member)
    {
        if (member is not null || !reader.Read() || reader.TokenType != JsonTokenType.String) return false;
        member = reader.GetString();
        return true;
    }

    private static bool TakeBoolean(ref Utf8JsonReader reader, ref bool? member)
    {
        if (member is not null || !reader.Read() || reader.TokenType is not (JsonTokenType.True or JsonTokenType.False)) return false;
        member = reader.GetBoolean();
        return true;
    }

    private static bool PassOver(ref Utf8JsonReader reader)
    {
        reader.Skip();
        return true;
    }

    private static bool TryDecode(string challenge, out byte[] bytes)
    {
        bytes = [];
        if (challenge.Length > MaximumChallengeLength || !Base64Url.IsValid(challenge)) return false;
        bytes = Base64Url.DecodeFromChars(challenge);
        // The decoder overlooks padding, white space and stray last bits: only the one proper spelling is a challenge.
        return Base64Url.EncodeToString(bytes) == challenge;
    }
}
