using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;

namespace Keyway.SecurityKeys.Gestures;

/// <summary>The client data that a security key signs the hash of (WebAuthn L3 5.8.1). The program that talks to the key is the client here, as a browser is elsewhere.</summary>
public static class ClientDataJson
{
    /// <summary>For an assertion.</summary>
    public static byte[] ForAssertion(ReadOnlySpan<byte> challenge, string origin) => Write("webauthn.get", challenge, origin);

    /// <summary>For a new credential.</summary>
    public static byte[] ForRegistration(ReadOnlySpan<byte> challenge, string origin) => Write("webauthn.create", challenge, origin);

    private static byte[] Write(string type, ReadOnlySpan<byte> challenge, string origin)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("type", type);
            json.WriteString("challenge", Base64Url.EncodeToString(challenge));
            json.WriteString("origin", origin);
            json.WriteBoolean("crossOrigin", false);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
