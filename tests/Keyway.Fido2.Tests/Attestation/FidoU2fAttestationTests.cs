using System.Security.Cryptography;
using Keyway.Errors;
using Keyway.Fido2.Attestation;

namespace Keyway.Fido2.Tests.Attestation;

public sealed class FidoU2fAttestationTests : IDisposable
{
    private static readonly Gesture Create = new() { Type = "webauthn.create" };

    private readonly Maker _maker = new();
    private readonly ECDsa _attestationKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly TestKey _key = new();

    [Fact]
    public void Right_statement_is_accepted()
    {
        var result = Verify(Statement(Signature(_attestationKey), Certificate())).Value;
        Assert.Equal(("fido-u2f", AttestationType.Basic), (result.Format, result.Type));
        Assert.Single(result.TrustPath);
    }

    [Fact]
    [Trait("Attack", "W08")]
    public void Signature_by_another_key_is_refused()
    {
        using var forger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Refused.With(Catalogue.WebAuthn.AttestationSignatureWrong, Verify(Statement(Signature(forger), Certificate())));
    }

    [Fact]
    [Trait("Attack", "W08")]
    public void Two_certificates_are_refused() => Refused.With(
        Catalogue.WebAuthn.AttestationStatementMalformed,
        Verify(CborItem.Map(("sig", Signature(_attestationKey)), ("x5c", new[] { Certificate(), _maker.Root.RawData }))));

    [Fact]
    [Trait("Attack", "W08")]
    public void Statement_without_certificate_is_refused() => Refused.With(
        Catalogue.WebAuthn.AttestationStatementMalformed, Verify(CborItem.Map(("sig", Signature(_attestationKey)))));

    [Fact]
    [Trait("Attack", "W07")]
    public void Certificate_on_another_curve_is_refused()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        Refused.With(Catalogue.WebAuthn.AttestationCertificateUnfit, Verify(Statement(Signature(key), _maker.Issue(key))));
    }

    [Fact]
    [Trait("Attack", "W07")]
    public void Credential_of_another_algorithm_is_refused()
    {
        using var rsa = RSA.Create(2048);
        var parameters = rsa.ExportParameters(false);
        var coseKey = CborItem.Map((1, 3), (3, -257), (-1, parameters.Modulus!), (-2, parameters.Exponent!));
        Refused.With(Catalogue.WebAuthn.AttestationStatementMalformed, Verify(Statement(Signature(_attestationKey), Certificate()), coseKey));
    }

    public void Dispose()
    {
        _maker.Dispose();
        _attestationKey.Dispose();
    }

    private static byte[] Statement(byte[] signature, byte[] certificate) => CborItem.Map(("sig", signature), ("x5c", new[] { certificate }));

    private byte[] Certificate() => _maker.Issue(_attestationKey);

    private byte[] Signature(ECDsa key)
    {
        var data = Create.AuthenticatorData(_key.AttestedData());
        var coseKey = _key.CoseKey;
        byte[] signed = [0, .. data.AsSpan(0, 32), .. SHA256.HashData(Create.ClientDataJson), .. _key.CredentialId, 4, .. coseKey.AsSpan(10, 32), .. coseKey.AsSpan(45, 32)];
        return key.SignData(signed, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }

    private Result<AttestationResult> Verify(byte[] statement, byte[]? coseKey = null)
    {
        var data = AuthenticatorData.Parse(Create.AuthenticatorData(_key.AttestedData(coseKey: coseKey))).Value;
        return new FidoU2fAttestation().Verify(new AttestationInput(statement, data, data.Attested!, SHA256.HashData(Create.ClientDataJson)));
    }
}
