using System.Buffers.Binary;
using System.Buffers.Text;
using System.Formats.Cbor;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Keyway.Contracts.Graph;
using Keyway.Contracts.SignIn;

namespace Keyway.Lab.Simulation;

/// <summary>
/// An ES256 credential in memory, for load and for attacks: it signs whatever it is told to. People's keys in the lab are
/// <see cref="SecurityKeys.SoftwareKeys.SoftwareKey"/>s behind the real libfido2.
/// </summary>
public sealed class SimulatedCredential : IDisposable
{
    private const byte UserPresent = 0x01;
    private const byte UserVerified = 0x04;
    private const byte AttestedCredentialData = 0x40;

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] _id = RandomNumberGenerator.GetBytes(32);
    private readonly byte[] _relyingPartyIdHash;
    private readonly string _origin;
    private uint _counter;

    public SimulatedCredential(string relyingPartyId, string origin)
    {
        _relyingPartyIdHash = SHA256.HashData(Encoding.UTF8.GetBytes(relyingPartyId));
        _origin = origin;
    }

    /// <summary>The handle that registration gave; goes into every assertion.</summary>
    public byte[] UserHandle { get; private set; } = [];

    /// <summary>Answers creation options (WebAuthn L3 7.1) with attestation <c>none</c>.</summary>
    public SecurityKeyRegistration Register(PublicKeyCreationOptions options, string name)
    {
        UserHandle = Base64Url.DecodeFromChars(options.User.Id);
        var writer = new CborWriter(CborConformanceMode.Ctap2Canonical);
        writer.WriteStartMap(3);
        writer.WriteTextString("fmt");
        writer.WriteTextString("none");
        writer.WriteTextString("attStmt");
        writer.WriteStartMap(0);
        writer.WriteEndMap();
        writer.WriteTextString("authData");
        writer.WriteByteString([.. Head(UserPresent | UserVerified | AttestedCredentialData), .. new byte[16], 0, (byte)_id.Length, .. _id, .. PublicKey()]);
        writer.WriteEndMap();
        return new SecurityKeyRegistration(name, new PublicKeyCredential(Base64Url.EncodeToString(_id),
            new AttestationResponse(ClientData("webauthn.create", options.Challenge), Base64Url.EncodeToString(writer.Encode()))));
    }

    /// <summary>Signs a server nonce.</summary>
    public SecurityKeyAssertion Sign(string nonce)
    {
        _counter++;
        var authenticatorData = Head(UserPresent | UserVerified);
        var clientData = ClientData("webauthn.get", Base64Url.EncodeToString(Encoding.ASCII.GetBytes(nonce)));
        byte[] signed = [.. authenticatorData, .. SHA256.HashData(Base64Url.DecodeFromChars(clientData))];
        return new SecurityKeyAssertion(
            Base64Url.EncodeToString(_id),
            Base64Url.EncodeToString(authenticatorData),
            clientData,
            Base64Url.EncodeToString(_key.SignData(signed, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)),
            Base64Url.EncodeToString(UserHandle));
    }

    public void Dispose() => _key.Dispose();

    /// <summary>base64url of the client data that a device makes (WebAuthn L3 5.8.1).</summary>
    public static string ClientData(string type, string challenge, string origin) =>
        Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(new { type, challenge, origin, crossOrigin = false }));

    private string ClientData(string type, string challenge) => ClientData(type, challenge, _origin);

    private byte[] Head(byte flags)
    {
        var head = new byte[37];
        _relyingPartyIdHash.CopyTo(head, 0);
        head[32] = flags;
        BinaryPrimitives.WriteUInt32BigEndian(head.AsSpan(33), _counter);
        return head;
    }

    private byte[] PublicKey()
    {
        var point = _key.ExportParameters(includePrivateParameters: false).Q;
        var writer = new CborWriter(CborConformanceMode.Ctap2Canonical);
        writer.WriteStartMap(5);
        writer.WriteInt32(1);
        writer.WriteInt32(2);
        writer.WriteInt32(3);
        writer.WriteInt32(-7);
        writer.WriteInt32(-1);
        writer.WriteInt32(1);
        writer.WriteInt32(-2);
        writer.WriteByteString(point.X!);
        writer.WriteInt32(-3);
        writer.WriteByteString(point.Y!);
        writer.WriteEndMap();
        return writer.Encode();
    }
}
