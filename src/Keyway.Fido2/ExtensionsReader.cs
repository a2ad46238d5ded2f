using System.Formats.Cbor;
using Keyway.Errors;
using Keyway.Fido2.Cbor;

namespace Keyway.Fido2;

/// <summary>Reads the map of extension outputs that ends authenticator data (WebAuthn L3 6.1, 9.5; CTAP 2.1 12).</summary>
internal static class ExtensionsReader
{
    private const int MaximumOutputs = 32;

    public static Result<AuthenticatorExtensions> Read(ReadOnlyMemory<byte> cbor)
    {
        if (cbor.IsEmpty) return Catalogue.WebAuthnData.AuthenticatorDataTruncated;
        return CborEdge.Read(cbor, CborConformanceMode.Ctap2Canonical, reader => Read(reader, cbor));
    }

    private static Result<AuthenticatorExtensions> Read(CborReader reader, ReadOnlyMemory<byte> cbor)
    {
        var outputs = reader.StartMap();
        if (outputs > MaximumOutputs) return Catalogue.WebAuthnData.CborTooLarge;
        var extensions = AuthenticatorExtensions.None;
        List<string> others = [];
        for (var i = 0; i < outputs; i++)
        {
            var name = reader.ReadName();
            var read = ReadOutput(reader, name, extensions);
            if (read is null) return new Refusal(Catalogue.WebAuthnData.ExtensionsMalformed, LogText.Of(name));
            if (ReferenceEquals(read, extensions))
            {
                reader.ReadEncoded(cbor);
                others.Add(name);
            }

            extensions = read;
        }

        reader.ReadEndMap();
        if (reader.BytesRemaining > 0) return Catalogue.WebAuthnData.AuthenticatorDataTrailingBytes;
        return others.Count == 0 ? extensions : extensions with { Others = others };
    }

    // The same instance means that the output is none of those read here and still has to be passed over; null that it is malformed.
    private static AuthenticatorExtensions? ReadOutput(CborReader reader, string name, AuthenticatorExtensions extensions)
    {
        switch (name, reader.PeekState())
        {
            case ("credProtect", CborReaderState.UnsignedInteger):
                var level = reader.ReadUInt32();
                return level is >= 1 and <= 3 ? extensions with { CredentialProtection = (CredentialProtection)level } : null;
            case ("hmac-secret", CborReaderState.Boolean):
                return extensions with { HmacSecretEnabled = reader.ReadBoolean() };
            case ("hmac-secret", CborReaderState.ByteString):
                var output = reader.ReadDefiniteLengthByteString();
                // One or two secrets of 32 bytes, with an initialisation vector of 16 under PIN protocol 2.
                return output.Length is 32 or 48 or 64 or 80 ? extensions with { HmacSecretOutput = output } : null;
            case ("minPinLength", CborReaderState.UnsignedInteger):
                var length = reader.ReadUInt32();
                return length is >= 4 and <= 63 ? extensions with { MinimumPinLength = (int)length } : null;
            case ("credProtect" or "hmac-secret" or "minPinLength", _):
                return null;
            default:
                return extensions;
        }
    }
}
