using System.Formats.Cbor;
using System.Runtime.InteropServices;
using Keyway.SecurityKeys.LibFido2;

namespace Keyway.SecurityKeys.Tests;

/// <summary>Lets libfido2 verify what a key made, from the bytes that our API hands out.</summary>
internal static partial class LibFidoJudge
{
    private const int Es256 = -7;

    /// <summary>Verifies a registration and gives the public key, X and Y; null when libfido2 refuses it.</summary>
    public static byte[]? VerifyRegistration(MakeCredentialRequest request, MadeCredential made, bool selfAttested)
    {
        (string format, byte[] statement, byte[] data) = Split(made.AttestationObject);
        using FidoCredentialHandle credential = Fido.NewCredential();
        Accepts(Fido.SetAlgorithm(credential, Es256));
        Accepts(Fido.SetClientDataHash(credential, request.ClientDataHash.Span, 32));
        Accepts(Fido.SetRelyingParty(credential, request.RelyingPartyId, request.RelyingPartyName));
        Accepts(Fido.SetUserVerification(credential, made.UserVerified ? FidoOption.True : FidoOption.Omit));
        FidoExtensions extensions = (request.HmacSecret ? FidoExtensions.HmacSecret : 0) | (request.Protection != 0 ? FidoExtensions.CredentialProtection : 0);
        Accepts(Fido.SetExtensions(credential, extensions));
        if (request.Protection != 0) Accepts(Fido.SetProtection(credential, (int)request.Protection));
        Accepts(SetRawAuthenticatorData(credential, data, (nuint)data.Length));
        Accepts(SetFormat(credential, format));
        Accepts(SetStatement(credential, statement, (nuint)statement.Length));
        FidoStatus verdict = selfAttested ? VerifySelf(credential) : Verify(credential);
        return verdict == FidoStatus.Ok ? NativeCopy.Bytes(PublicKey(credential), PublicKeyLength(credential)) : null;
    }

    public static bool VerifyAssertion(GetAssertionsRequest request, KeyAssertion assertion, byte[] publicKey)
    {
        using FidoAssertionHandle statement = Fido.NewAssertion();
        Accepts(Fido.SetRelyingParty(statement, request.RelyingPartyId));
        Accepts(Fido.SetClientDataHash(statement, request.ClientDataHash.Span, 32));
        Accepts(Fido.SetUserVerification(statement, assertion.UserVerified ? FidoOption.True : FidoOption.Omit));
        if (request.HmacSecretSalts.Count > 0) Accepts(Fido.SetExtensions(statement, FidoExtensions.HmacSecret));
        Accepts(SetCount(statement, 1));
        Accepts(SetRawAuthenticatorData(statement, 0, assertion.AuthenticatorData.Span, (nuint)assertion.AuthenticatorData.Length));
        Accepts(SetSignature(statement, 0, assertion.Signature.Span, (nuint)assertion.Signature.Length));
        nint key = NewPublicKey();
        try
        {
            Accepts(FillPublicKey(key, publicKey, (nuint)publicKey.Length));
            return Verify(statement, 0, Es256, key) == FidoStatus.Ok;
        }
        finally
        {
            FreePublicKey(ref key);
        }
    }

    private static void Accepts(FidoStatus status) => Assert.Equal(FidoStatus.Ok, status);

    private static (string Format, byte[] Statement, byte[] Data) Split(ReadOnlyMemory<byte> attestationObject)
    {
        // Canonical form is asserted by reading it so.
        var reader = new CborReader(attestationObject, CborConformanceMode.Ctap2Canonical);
        Assert.Equal(3, reader.ReadStartMap());
        Assert.Equal("fmt", reader.ReadTextString());
        string format = reader.ReadTextString();
        Assert.Equal("attStmt", reader.ReadTextString());
        byte[] statement = reader.ReadEncodedValue().ToArray();
        Assert.Equal("authData", reader.ReadTextString());
        byte[] data = reader.ReadByteString();
        reader.ReadEndMap();
        Assert.Equal(0, reader.BytesRemaining);
        return (format, statement, data);
    }

    [LibraryImport(Fido.Library, EntryPoint = "fido_cred_set_authdata_raw")]
    private static partial FidoStatus SetRawAuthenticatorData(FidoCredentialHandle credential, ReadOnlySpan<byte> data, nuint length);

    [LibraryImport(Fido.Library, EntryPoint = "fido_cred_set_fmt", StringMarshalling = StringMarshalling.Utf8)]
    private static partial FidoStatus SetFormat(FidoCredentialHandle credential, string format);

    [LibraryImport(Fido.Library, EntryPoint = "fido_cred_set_attstmt")]
    private static partial FidoStatus SetStatement(FidoCredentialHandle credential, ReadOnlySpan<byte> statement, nuint length);

    [LibraryImport(Fido.Library, EntryPoint = "fido_cred_verify")]
    private static partial FidoStatus Verify(FidoCredentialHandle credential);

    [LibraryImport(Fido.Library, EntryPoint = "fido_cred_verify_self")]
    private static partial FidoStatus VerifySelf(FidoCredentialHandle credential);

    [LibraryImport(Fido.Library, EntryPoint = "fido_cred_pubkey_ptr")]
    private static partial nint PublicKey(FidoCredentialHandle credential);

    [LibraryImport(Fido.Library, EntryPoint = "fido_cred_pubkey_len")]
    private static partial nuint PublicKeyLength(FidoCredentialHandle credential);

    [LibraryImport(Fido.Library, EntryPoint = "fido_assert_set_count")]
    private static partial FidoStatus SetCount(FidoAssertionHandle assertion, nuint count);

    [LibraryImport(Fido.Library, EntryPoint = "fido_assert_set_authdata_raw")]
    private static partial FidoStatus SetRawAuthenticatorData(FidoAssertionHandle assertion, nuint index, ReadOnlySpan<byte> data, nuint length);

    [LibraryImport(Fido.Library, EntryPoint = "fido_assert_set_sig")]
    private static partial FidoStatus SetSignature(FidoAssertionHandle assertion, nuint index, ReadOnlySpan<byte> signature, nuint length);

    [LibraryImport(Fido.Library, EntryPoint = "fido_assert_verify")]
    private static partial FidoStatus Verify(FidoAssertionHandle assertion, nuint index, int algorithm, nint publicKey);

    [LibraryImport(Fido.Library, EntryPoint = "es256_pk_new")]
    private static partial nint NewPublicKey();

    [LibraryImport(Fido.Library, EntryPoint = "es256_pk_free")]
    private static partial void FreePublicKey(ref nint key);

    [LibraryImport(Fido.Library, EntryPoint = "es256_pk_from_ptr")]
    private static partial FidoStatus FillPublicKey(nint key, ReadOnlySpan<byte> point, nuint length);
}
