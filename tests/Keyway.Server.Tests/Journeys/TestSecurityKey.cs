using System.Buffers.Binary;
using System.Buffers.Text;
using System.Formats.Cbor;
using System.Security.Cryptography;
using System.Text;
using Keyway.Contracts.Graph;
using Keyway.Contracts.SignIn;

namespace Keyway.Server.Tests.Journeys;

/// <summary>A security key made of one P-256 key: signs what it is told, so that a test can also sign what no honest key would.</summary>
internal sealed class TestSecurityKey : IDisposable
{
    public const string RelyingPartyId = "localhost";
    public const string Origin = "https://localhost";

    private const byte UserPresent = 0x01;
    private const byte UserVerified = 0x04;
    private const byte AttestedData = 0x40;

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public byte[] CredentialId { get; init; } = RandomNumberGenerator.GetBytes(32);

    public Guid Aaguid { get; init; } = Guid.Parse("f8a011f3-8c0a-4d15-8006-17111f9edc7d");

    public byte[]? UserHandle { get; set; }

    public uint Counter { get; set; }

    /// <summary>Who vouches for its credentials; null for nobody.</summary>
    public TestMaker? Maker { get; init; }

    /// <summary>Its credentials vouch for themselves.</summary>
    public bool VouchesForItself { get; init; }

    public string Id => Base64Url.EncodeToString(CredentialId);

    /// <summary>Answers creation options.</summary>
    public SecurityKeyRegistration Register(CreationOptionsResponse options, string name = "Blue key", string origin = Origin)
    {
        UserHandle = Base64Url.DecodeFromChars(options.PublicKey.User.Id);
        return Register(options.PublicKey.Challenge, name, origin);
    }

    /// <param name="challenge">base64url.</param>
    public SecurityKeyRegistration Register(string challenge, string name = "Blue key", string origin = Origin)
    {
        var data = AuthenticatorData((byte)(UserPresent | UserVerified | AttestedData), [.. Aaguid.ToByteArray(bigEndian: true), .. Length(CredentialId), .. CredentialId, .. CoseKey()]);
        var clientData = ClientData("webauthn.create", challenge, origin);
        var attestation = new CborWriter(CborConformanceMode.Ctap2Canonical, convertIndefiniteLengthEncodings: false);
        attestation.WriteStartMap(3);
        attestation.WriteTextString("fmt");
        attestation.WriteTextString(Maker is not null || VouchesForItself ? "packed" : "none");
        attestation.WriteTextString("attStmt");
        WriteStatement(attestation, [.. data, .. SHA256.HashData(clientData)]);
        attestation.WriteTextString("authData");
        attestation.WriteByteString(data);
        attestation.WriteEndMap();
        return new SecurityKeyRegistration(name, new PublicKeyCredential(Id, new AttestationResponse(
            Base64Url.EncodeToString(clientData), Base64Url.EncodeToString(attestation.Encode()))));
    }

    /// <summary>Packed (WebAuthn L3 8.2), by the maker or by the credential; else the empty map of none.</summary>
    private void WriteStatement(CborWriter statement, byte[] signed)
    {
        if (Maker is null && !VouchesForItself)
        {
            statement.WriteStartMap(0);
            statement.WriteEndMap();
            return;
        }

        statement.WriteStartMap(Maker is null ? 2 : 3);
        statement.WriteTextString("alg");
        statement.WriteInt32(-7);
        statement.WriteTextString("sig");
        statement.WriteByteString((Maker?.Key ?? _key).SignData(signed, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
        if (Maker is not null)
        {
            statement.WriteTextString("x5c");
            statement.WriteStartArray(1);
            statement.WriteByteString(Maker.Certificate.RawData);
            statement.WriteEndArray();
        }

        statement.WriteEndMap();
    }

    /// <summary>Signs a nonce, counting up.</summary>
    public SecurityKeyAssertion Sign(string nonce, string origin = Origin, string relyingPartyId = RelyingPartyId, bool userVerified = true, bool withUserHandle = true)
    {
        Counter++;
        var data = AuthenticatorData((byte)(UserPresent | (userVerified ? UserVerified : 0)), [], relyingPartyId);
        var clientData = ClientData("webauthn.get", Base64Url.EncodeToString(Encoding.ASCII.GetBytes(nonce)), origin);
        var signature = _key.SignData([.. data, .. SHA256.HashData(clientData)], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return new SecurityKeyAssertion(
            Id, Base64Url.EncodeToString(data), Base64Url.EncodeToString(clientData), Base64Url.EncodeToString(signature),
            withUserHandle ? Base64Url.EncodeToString(UserHandle) : null);
    }

    public void Dispose() => _key.Dispose();

    private static byte[] ClientData(string type, string challenge, string origin) =>
        Encoding.UTF8.GetBytes($$"""{"type":"{{type}}","challenge":"{{challenge}}","origin":"{{origin}}","crossOrigin":false}""");

    private static byte[] Length(byte[] bytes)
    {
        var length = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)bytes.Length);
        return length;
    }

    private byte[] AuthenticatorData(byte flags, byte[] attested, string relyingPartyId = RelyingPartyId)
    {
        var counter = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(counter, Counter);
        return [.. SHA256.HashData(Encoding.UTF8.GetBytes(relyingPartyId)), flags, .. counter, .. attested];
    }

    private byte[] CoseKey()
    {
        var point = _key.ExportParameters(includePrivateParameters: false).Q;
        var key = new CborWriter(CborConformanceMode.Ctap2Canonical, convertIndefiniteLengthEncodings: false);
        key.WriteStartMap(5);
        foreach (var (label, value) in new[] { (1, 2), (3, -7), (-1, 1) })
        {
            key.WriteInt32(label);
            key.WriteInt32(value);
        }

        key.WriteInt32(-2);
        key.WriteByteString(point.X!);
        key.WriteInt32(-3);
        key.WriteByteString(point.Y!);
        key.WriteEndMap();
        return key.Encode();
    }
}
