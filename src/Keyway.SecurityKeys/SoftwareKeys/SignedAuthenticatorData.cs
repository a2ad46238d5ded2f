using System.Buffers.Binary;
using System.Formats.Cbor;
using System.Security.Cryptography;
using System.Text;

namespace Keyway.SecurityKeys.SoftwareKeys;

/// <summary>Writes authenticator data (WebAuthn L3 6.1).</summary>
internal static class SignedAuthenticatorData
{
    private const byte UserPresent = 0x01;
    private const byte UserVerified = 0x04;
    private const byte AttestedData = 0x40;
    private const byte ExtensionData = 0x80;

    /// <param name="relyingPartyId">The RP id, hashed into the data.</param>
    /// <param name="userPresent">Whether the key was touched.</param>
    /// <param name="userVerified">Whether the PIN was given.</param>
    /// <param name="signCount">The credential's counter.</param>
    /// <param name="attested">AAGUID, credential id and public key, for a new credential; otherwise empty.</param>
    /// <param name="extensions">The CBOR map of extension outputs, or empty.</param>
    public static byte[] Write(string relyingPartyId, bool userPresent, bool userVerified, uint signCount, ReadOnlySpan<byte> attested, ReadOnlySpan<byte> extensions)
    {
        byte[] data = new byte[37 + attested.Length + extensions.Length];
        SHA256.HashData(Encoding.UTF8.GetBytes(relyingPartyId), data);
        data[32] = (byte)((userPresent ? UserPresent : 0) | (userVerified ? UserVerified : 0)
            | (attested.IsEmpty ? 0 : AttestedData) | (extensions.IsEmpty ? 0 : ExtensionData));
        BinaryPrimitives.WriteUInt32BigEndian(data.AsSpan(33), signCount);
        attested.CopyTo(data.AsSpan(37));
        extensions.CopyTo(data.AsSpan(37 + attested.Length));
        return data;
    }

    /// <summary>The attested credential data of a new credential (WebAuthn L3 6.5.1).</summary>
    public static byte[] Attested(Guid aaguid, SoftwareCredential credential)
    {
        CborWriter key = CtapWriter.New();
        CoseEc2Key.Write(key, CoseEc2Key.Es256, credential.PublicKey.AsSpan(0, 32), credential.PublicKey.AsSpan(32));
        return [.. aaguid.ToByteArray(bigEndian: true), 0, (byte)credential.Id.Length, .. credential.Id, .. key.Encode()];
    }
}
