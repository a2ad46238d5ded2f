using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Keyway.Errors;
using Keyway.Fido2.Attestation;
using Keyway.Fido2.Cose;
using Keyway.Fido2.Registration;

namespace Keyway.Fido2.Tests.Attestation;

public sealed class PackedAttestationTests : IDisposable
{
    private static readonly Gesture Create = new() { Type = "webauthn.create" };

    private readonly Maker _maker = new();
    private readonly ECDsa _attestationKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly TestKey _key = new();

    private AttestationPolicy Required => AttestationPolicy.Required(new AttestationTrustRoots(
        new Dictionary<Guid, IReadOnlyList<X509Certificate2>> { [TestKey.Model] = [_maker.Root] }, []));

    [Fact]
    public void Certificate_of_a_known_maker_is_trusted()
    {
        var attestation = Register([Issue()], Required).Value.Attestation;
        Assert.Equal(("packed", AttestationType.Basic, true), (attestation.Format, attestation.Type, attestation.Trusted));
        Assert.Single(attestation.TrustPath);
    }

    [Fact]
    public void Certificate_under_an_intermediate_is_trusted()
    {
        using var intermediate = _maker.Intermediate();
        var certificate = _maker.Issue(_attestationKey, issuer: intermediate);
        Assert.True(Register([certificate, intermediate.RawData], Required).Value.Attestation.Trusted);
        Refused.With(Catalogue.WebAuthn.AttestationUntrusted, Register([certificate], Required));
    }

    [Fact]
    public void Attestation_certificate_that_the_policy_names_itself_is_trusted()
    {
        using var stranger = new Maker();
        var der = stranger.Issue(_attestationKey);
        using var certificate = X509CertificateLoader.LoadCertificate(der);
        var policy = AttestationPolicy.Required(new AttestationTrustRoots(new Dictionary<Guid, IReadOnlyList<X509Certificate2>>(), [certificate]));
        Assert.True(Register([der], policy).Value.Attestation.Trusted);
    }

    [Fact]
    public void Certificate_of_a_stranger_is_accepted_but_not_trusted_when_attestation_is_not_required()
    {
        using var stranger = new Maker();
        var attestation = Register([stranger.Issue(_attestationKey)], AttestationPolicy.NotRequired).Value.Attestation;
        Assert.Equal(AttestationType.Basic, attestation.Type);
        Assert.False(attestation.Trusted);
    }

    [Fact]
    [Trait("Attack", "W08")]
    public void Certificate_of_a_stranger_is_refused_when_attestation_is_required()
    {
        using var stranger = new Maker();
        Refused.With(Catalogue.WebAuthn.AttestationUntrusted, Register([stranger.Issue(_attestationKey)], Required));
        Refused.With(Catalogue.WebAuthn.AttestationUntrusted, Register([stranger.Issue(_attestationKey), stranger.Root.RawData], Required));
    }

    [Fact]
    [Trait("Attack", "W08")]
    public void Root_of_another_model_does_not_vouch_for_this_one()
    {
        var policy = AttestationPolicy.Required(new AttestationTrustRoots(
            new Dictionary<Guid, IReadOnlyList<X509Certificate2>> { [Guid.NewGuid()] = [_maker.Root] }, []));
        Refused.With(Catalogue.WebAuthn.AttestationUntrusted, Register([Issue()], policy));
    }

    [Fact]
    [Trait("Attack", "W08")]
    public void Expired_root_is_refused()
    {
        using var expired = new Maker(end: new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var policy = AttestationPolicy.Required(new AttestationTrustRoots(new Dictionary<Guid, IReadOnlyList<X509Certificate2>>(), [expired.Root]));
        var certificate = expired.Issue(_attestationKey, end: new DateTimeOffset(2024, 12, 31, 0, 0, 0, TimeSpan.Zero));
        Refused.With(Catalogue.WebAuthn.AttestationUntrusted, Register([certificate], policy));
    }

    [Fact]
    [Trait("Attack", "W08")]
    public void Expired_attestation_certificate_is_refused() => Refused.With(
        Catalogue.WebAuthn.AttestationUntrusted,
        Register([_maker.Issue(_attestationKey, end: new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero))], Required));

    [Fact]
    [Trait("Attack", "W08")]
    public void Path_longer_than_the_root_allows_is_refused()
    {
        using var maker = new Maker(pathLength: 0);
        using var intermediate = maker.Intermediate();
        var policy = AttestationPolicy.Required(new AttestationTrustRoots(new Dictionary<Guid, IReadOnlyList<X509Certificate2>>(), [maker.Root]));
        Refused.With(
            Catalogue.WebAuthn.AttestationUntrusted,
            Register([maker.Issue(_attestationKey, issuer: intermediate), intermediate.RawData], policy));
    }

    [Fact]
    [Trait("Attack", "W08")]
    public void Certificate_signed_by_an_attestation_certificate_is_refused()
    {
        // A thief of one attestation key must not become a maker.
        using var stolen = X509CertificateLoader.LoadCertificate(Issue()).CopyWithPrivateKey(_attestationKey);
        using var forgedKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(Maker.Subject, forgedKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        var generator = X509SignatureGenerator.CreateForECDsa(_attestationKey);
        using var forged = request.Create(stolen.SubjectName, generator, DateTimeOffset.UnixEpoch.AddYears(55), DateTimeOffset.UnixEpoch.AddYears(60), [1, 2, 3]);
        Refused.With(Catalogue.WebAuthn.AttestationUntrusted, Register([forged.RawData, stolen.RawData], Required, forgedKey));
    }

    [Fact]
    [Trait("Attack", "W08")]
    public void Certificate_of_another_model_is_refused() =>
        Refused.With(Catalogue.WebAuthn.AttestationModelMismatch, Register([_maker.Issue(_attestationKey, model: Guid.NewGuid())], Required));

    [Fact]
    public void Certificate_of_the_same_model_is_accepted() =>
        Assert.True(Register([_maker.Issue(_attestationKey, model: TestKey.Model)], Required).Value.Attestation.Trusted);

    [Theory]
    [Trait("Attack", "W08")]
    [InlineData("CN=Test key, O=Test maker, OU=Authenticator Attestation")]
    [InlineData("O=Test maker, OU=Authenticator Attestation, C=AA")]
    [InlineData("CN=Test key, OU=Authenticator Attestation, C=AA")]
    [InlineData("CN=Test key, O=Test maker, C=AA")]
    [InlineData("CN=Test key, O=Test maker, OU=authenticator attestation, C=AA")]
    [InlineData("CN=Test key, O=Test maker, OU=Authenticator Attestation Root, C=AA")]
    public void Certificate_without_the_demanded_subject_is_refused(string subject) =>
        Refused.With(Catalogue.WebAuthn.AttestationCertificateUnfit, Register([_maker.Issue(_attestationKey, subject)], AttestationPolicy.NotRequired));

    [Theory]
    [Trait("Attack", "W08")]
    [InlineData(true)]
    [InlineData(null)]
    public void Certificate_that_may_be_an_authority_is_refused(bool? authority) => Refused.With(
        Catalogue.WebAuthn.AttestationCertificateUnfit,
        Register([_maker.Issue(_attestationKey, authority: authority)], AttestationPolicy.NotRequired));

    [Fact]
    [Trait("Attack", "W08")]
    public void Critical_model_extension_is_refused() => Refused.With(
        Catalogue.WebAuthn.AttestationCertificateUnfit,
        Register([_maker.Issue(_attestationKey, model: TestKey.Model, criticalModel: true)], AttestationPolicy.NotRequired));

    [Fact]
    [Trait("Attack", "W08")]
    public void Critical_serial_number_extension_is_refused() => Refused.With(
        Catalogue.WebAuthn.AttestationCertificateUnfit,
        Register(
            [_maker.Issue(_attestationKey, extra: new X509Extension("1.3.6.1.4.1.45724.1.1.2", [0x04, 0x01, 0x01], critical: true))],
            AttestationPolicy.NotRequired));

    [Theory]
    [Trait("Attack", "W08")]
    [InlineData("0102030405060708090a0b0c0d0e0f10")] // not wrapped in an OCTET STRING
    [InlineData("040f0102030405060708090a0b0c0d0e0f")] // one byte short
    [InlineData("04100102030405060708090a0b0c0d0e0f1000")] // trailing byte
    [InlineData("")]
    public void Malformed_model_extension_is_refused(string hex) => Refused.With(
        Catalogue.WebAuthn.AttestationCertificateUnfit,
        Register([_maker.Issue(_attestationKey, rawModel: Convert.FromHexString(hex))], AttestationPolicy.NotRequired));

    [Fact]
    [Trait("Attack", "W08")]
    public void Signature_by_another_key_than_the_certificates_is_refused()
    {
        using var forger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Refused.With(Catalogue.WebAuthn.AttestationSignatureWrong, Register([Issue()], AttestationPolicy.NotRequired, forger));
    }

    [Fact]
    [Trait("Attack", "W08")]
    public void Attestation_of_another_registration_is_refused()
    {
        var old = Create with { Challenge = new byte[32] };
        var data = old.AuthenticatorData(_key.AttestedData());
        var statement = CborItem.Map(("alg", -7), ("sig", Sign(_attestationKey, data, old.ClientDataJson)), ("x5c", new[] { Issue() }));
        Refused.With(Catalogue.WebAuthn.AttestationSignatureWrong, Verify(_key.Response(Create, "packed", statement, data), AttestationPolicy.NotRequired));
    }

    [Theory]
    [Trait("Attack", "W07")]
    [InlineData(-35, 1063)]
    [InlineData(-257, 1063)]
    [InlineData(-8, 1063)]
    [InlineData(-65535, 1013)]
    [InlineData(0, 1013)]
    public void Algorithm_that_does_not_fit_the_certificate_is_refused(int algorithm, int number)
    {
        var data = Create.AuthenticatorData(_key.AttestedData());
        var statement = CborItem.Map(("alg", algorithm), ("sig", Sign(_attestationKey, data, Create.ClientDataJson)), ("x5c", new[] { Issue() }));
        Assert.Equal(number, Verify(_key.Response(Create, "packed", statement, data), AttestationPolicy.NotRequired).Refusal.Error.Number);
    }

    [Fact]
    public void Rsa_certificate_attests_with_RS256()
    {
        using var rsa = RSA.Create(2048);
        var request = new CertificateRequest(Maker.Subject, rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch.AddYears(55), DateTimeOffset.UnixEpoch.AddYears(60));
        var data = Create.AuthenticatorData(_key.AttestedData());
        byte[] signed = [.. data, .. SHA256.HashData(Create.ClientDataJson)];
        var statement = CborItem.Map(
            ("alg", -257), ("sig", rsa.SignData(signed, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)), ("x5c", new[] { certificate.RawData }));
        Assert.True(Verify(_key.Response(Create, "packed", statement, data), AttestationPolicy.NotRequired).Succeeded);
    }

    [Fact]
    public void Self_attestation_is_told_as_such()
    {
        var attestation = Verify(SelfAttested(-7), AttestationPolicy.NotRequired).Value.Attestation;
        Assert.Equal(AttestationType.Self, attestation.Type);
        Assert.Empty(attestation.TrustPath);
    }

    [Fact]
    [Trait("Attack", "W08")]
    public void Self_attestation_is_refused_when_a_makers_is_required() =>
        Refused.With(Catalogue.WebAuthn.SelfAttestationRefused, Verify(SelfAttested(-7), Required));

    [Theory]
    [Trait("Attack", "W07")]
    [InlineData(-257)]
    [InlineData(-35)]
    [InlineData(0)]
    public void Self_attestation_under_another_algorithm_than_the_credentials_is_refused(int algorithm) =>
        Refused.With(Catalogue.WebAuthn.AttestationStatementMalformed, Verify(SelfAttested(algorithm), AttestationPolicy.NotRequired));

    [Fact]
    [Trait("Attack", "W08")]
    public void Self_attestation_by_another_key_is_refused()
    {
        var data = Create.AuthenticatorData(_key.AttestedData());
        var statement = CborItem.Map(("alg", -7), ("sig", new TestKey().Sign(data, Create.ClientDataJson)));
        Refused.With(Catalogue.WebAuthn.AttestationSignatureWrong, Verify(_key.Response(Create, "packed", statement, data), AttestationPolicy.NotRequired));
    }

    [Fact]
    [Trait("Attack", "W10")]
    public void Statement_of_another_form_is_refused()
    {
        var data = Create.AuthenticatorData(_key.AttestedData());
        var signature = _key.Sign(data, Create.ClientDataJson);
        byte[][] statements =
        [
            CborItem.Map(),
            CborItem.Map(("alg", -7)),
            CborItem.Map(("sig", signature)),
            CborItem.Map(("alg", -7), ("sig", signature), ("x5c", Array.Empty<byte[]>())),
            CborItem.Map(("alg", -7), ("sig", signature), ("ecdaaKeyId", new byte[1])),
            CborItem.Map(("alg", -7), ("sig", signature), ("x5c", Enumerable.Repeat(Issue(), 9).ToArray())),
        ];
        foreach (var statement in statements)
            Refused.With(Catalogue.WebAuthn.AttestationStatementMalformed, Verify(_key.Response(Create, "packed", statement, data), AttestationPolicy.NotRequired));
        Refused.With(
            Catalogue.WebAuthnData.CborMalformed,
            Verify(_key.Response(Create, "packed", CborItem.Map(("alg", "ES256"), ("sig", signature)), data), AttestationPolicy.NotRequired));
    }

    [Theory]
    [Trait("Attack", "W10")]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(200)]
    [InlineData(9000)]
    public void Certificate_that_is_none_is_refused(int length) =>
        Refused.With(Catalogue.WebAuthn.AttestationCertificateUnfit, Register([new byte[length]], AttestationPolicy.NotRequired));

    [Fact]
    [Trait("Attack", "W10")]
    public void Certificate_with_trailing_bytes_is_refused() =>
        Refused.With(Catalogue.WebAuthn.AttestationCertificateUnfit, Register([[.. Issue(), 0]], AttestationPolicy.NotRequired));

    public void Dispose()
    {
        _maker.Dispose();
        _attestationKey.Dispose();
    }

    private byte[] Issue() => _maker.Issue(_attestationKey);

    private static byte[] Sign(ECDsa key, byte[] data, byte[] clientDataJson) => key.SignData(
        [.. data, .. SHA256.HashData(clientDataJson)], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);

    private RegistrationResponse SelfAttested(int algorithm)
    {
        var data = Create.AuthenticatorData(_key.AttestedData());
        return _key.Response(Create, "packed", CborItem.Map(("alg", algorithm), ("sig", _key.Sign(data, Create.ClientDataJson))), data);
    }

    private Result<RegisteredCredential> Register(byte[][] certificates, AttestationPolicy policy, ECDsa? signer = null)
    {
        var data = Create.AuthenticatorData(_key.AttestedData());
        var signature = Sign(signer ?? _attestationKey, data, Create.ClientDataJson);
        var statement = CborItem.Map(("alg", -7), ("sig", signature), ("x5c", certificates));
        return Verify(_key.Response(Create, "packed", statement, data), policy);
    }

    private static Result<RegisteredCredential> Verify(RegistrationResponse response, AttestationPolicy policy) =>
        new RegistrationVerification(FixedTime.In2026).Verify(
            new RegistrationRequest(Site.Party, Site.Challenge, [CoseAlgorithm.ES256], policy), response);
}
