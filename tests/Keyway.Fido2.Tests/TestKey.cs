using System.Buffers.Binary;
using System.Security.Cryptography;
using Keyway.Fido2.Assertion;
using Keyway.Fido2.Registration;

namespace Keyway.Fido2.Tests;

/// <summary>A security key with one P-256 credential that does whatever a test tells it to.</summary>
internal sealed class TestKey
{
    public static readonly Guid Model = new("0102030405060708090a0b0c0d0e0f10");

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public byte[] CredentialId { get; init; } = [.. Enumerable.Range(100, 48).Select(i => (byte)i)];

    public byte[] UserHandle { get; } = "OF:alice"u8.ToArray();

    /// <summary>The credential's key pair, for formats whose certificate is of the very key.</summary>
    public ECDsa Pair => _key;

    public byte[] CoseKey => Cose(-7, 2, 1);

    public StoredCredential Stored => new(CredentialId, Keyway.Fido2.Cose.CoseKey.Parse(CoseKey).Value, 4, false, UserHandle);

    /// <summary>The public key under a false algorithm, key type or curve.</summary>
    public byte[] Cose(int algorithm, int keyType, int curve)
    {
        var point = _key.ExportParameters(false).Q;
        return CborItem.Map((1, keyType), (3, algorithm), (-1, curve), (-2, point.X!), (-3, point.Y!));
    }

    public byte[] Sign(byte[] authenticatorData, byte[] clientDataJson) =>
        Sign([.. authenticatorData, .. SHA256.HashData(clientDataJson)]);

    public byte[] Sign(byte[] data) => _key.SignData(data, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);

    public AssertionResponse SignIn(Gesture gesture)
    {
        var data = gesture.AuthenticatorData([]);
        return new AssertionResponse(CredentialId, data, gesture.ClientDataJson, Sign(data, gesture.ClientDataJson), UserHandle);
    }

    public byte[] AttestedData(Guid? model = null, byte[]? coseKey = null)
    {
        var length = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)CredentialId.Length);
        return [.. (model ?? Model).ToByteArray(bigEndian: true), .. length, .. CredentialId, .. coseKey ?? CoseKey];
    }

    /// <summary>A registration without attestation.</summary>
    public RegistrationResponse Register(Gesture? gesture = null, byte[]? coseKey = null)
    {
        gesture ??= new Gesture { Type = "webauthn.create" };
        var data = gesture.AuthenticatorData(AttestedData(coseKey: coseKey));
        return Response(gesture, "none", CborItem.Map(), data);
    }

    public RegistrationResponse Response(Gesture gesture, string format, byte[] statement, byte[] authenticatorData) =>
        new(CredentialId, gesture.ClientDataJson, CborItem.Map(
            ("fmt", format), ("attStmt", new ReadOnlyMemory<byte>(statement)), ("authData", authenticatorData)));
}
