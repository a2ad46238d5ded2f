using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Keyway.Errors;
using Keyway.Fido2.Attestation;
using Keyway.Fido2.Cose;
using Keyway.Fido2.Registration;

namespace Keyway.Fido2.Tests.Attestation;

[Trait("Attack", "W08")]
public sealed class TpmAttestationTests : IDisposable
{
    private static readonly Gesture Create = new() { Type = "webauthn.create" };

    private readonly Maker _maker = new();
    private readonly ECDsa _attestationKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly TestKey _key = new();

    private AttestationPolicy Required => AttestationPolicy.Required(new AttestationTrustRoots(
        new Dictionary<Guid, IReadOnlyList<X509Certificate2>> { [TestKey.Model] = [_maker.Root] }, []));

    [Fact]
    public void Certified_key_is_trusted()
    {
        var attestation = Register(Tpm()).Value.Attestation;
        Assert.Equal(("tpm", AttestationType.AttestationCa, true), (attestation.Format, attestation.Type, attestation.Trusted));
    }

    [Fact]
    public void Certified_RSA_key_is_trusted()
    {
        using var rsa = RSA.Create(2048);
        var parameters = rsa.ExportParameters(false);
        var coseKey = CborItem.Map((1, 3), (3, -257), (-1, parameters.Modulus!), (-2, parameters.Exponent!));
        Assert.True(Register(Tpm(), coseKey, tpm => tpm.Area(parameters)).Value.Attestation.Trusted);
        using var other = RSA.Create(2048);
        Refused.With(Catalogue.WebAuthn.TpmKeyMismatch, Register(Tpm(), coseKey, tpm => tpm.Area(other.ExportParameters(false))));
        Refused.With(Catalogue.WebAuthn.TpmKeyMismatch, Register(Tpm(), coseKey));
    }

    [Fact]
    public void Name_by_SHA384_is_as_good() => Assert.True(Register(new TpmMaker(_maker, _attestationKey) { NameAlgorithm = 0x000c }).Succeeded);

    [Fact]
    public void Name_by_SHA1_is_refused() =>
        Refused.With(Catalogue.WebAuthn.TpmStructureMalformed, Register(new TpmMaker(_maker, _attestationKey) { NameAlgorithm = 0x0004 }));

    [Fact]
    public void Another_version_is_refused() =>
        Refused.With(Catalogue.WebAuthn.TpmStructureMalformed, Register(new TpmMaker(_maker, _attestationKey) { Version = "1.2" }));

    [Fact]
    public void Wrong_magic_is_refused() =>
        Refused.With(Catalogue.WebAuthn.TpmAttestationForeign, Register(new TpmMaker(_maker, _attestationKey) { Magic = 0xff544348 }));

    [Theory]
    [InlineData(0x8018)] // a quote
    [InlineData(0x801a)] // a creation
    [InlineData(0)]
    public void Attestation_of_another_kind_is_refused(int type) =>
        Refused.With(Catalogue.WebAuthn.TpmAttestationForeign, Register(new TpmMaker(_maker, _attestationKey) { Type = (ushort)type }));

    [Fact]
    public void Extra_data_of_another_challenge_is_refused()
    {
        var old = Create with { Challenge = new byte[32] };
        var data = Create.AuthenticatorData(_key.AttestedData());
        var tpm = Tpm();
        var statement = tpm.Statement([.. data, .. SHA256.HashData(old.ClientDataJson)], tpm.Area(_key.Pair.ExportParameters(false)));
        Refused.With(Catalogue.WebAuthn.TpmAttestationForeign, Verify(_key.Response(Create, "tpm", statement, data)));
    }

    [Fact]
    public void Swapped_public_area_is_refused()
    {
        // The credential's key stands in pubArea, but what the TPM certified is another one.
        using var certified = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var tpm = new TpmMaker(_maker, _attestationKey) { SwapArea = _ => Tpm().Area(_key.Pair.ExportParameters(false)) };
        Refused.With(Catalogue.WebAuthn.TpmAttestationForeign, Register(tpm, area: maker => maker.Area(certified.ExportParameters(false))));
        Refused.With(Catalogue.WebAuthn.TpmKeyMismatch, Register(Tpm(), area: maker => maker.Area(certified.ExportParameters(false))));
    }

    [Fact]
    public void Curve_that_is_not_the_credentials_is_refused() =>
        Refused.With(Catalogue.WebAuthn.TpmKeyMismatch, Register(Tpm(), area: maker => maker.Area(_key.Pair.ExportParameters(false), curve: 4)));

    [Fact]
    public void Bytes_missing_or_left_over_are_refused()
    {
        foreach (var change in (Func<byte[], byte[]>[])[bytes => [.. bytes, 0], bytes => bytes[..^1], bytes => bytes[..3], _ => []])
        {
            Refused.With(Catalogue.WebAuthn.TpmStructureMalformed, Register(new TpmMaker(_maker, _attestationKey) { ChangeInfo = change }));
            Refused.With(Catalogue.WebAuthn.TpmStructureMalformed, Register(new TpmMaker(_maker, _attestationKey) { SwapArea = change }));
        }
    }

    [Fact]
    public void Signature_by_another_key_is_refused()
    {
        using var forger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var tpm = Tpm();
        var data = Create.AuthenticatorData(_key.AttestedData());
        byte[] toBeSigned = [.. data, .. SHA256.HashData(Create.ClientDataJson)];
        var area = tpm.Area(_key.Pair.ExportParameters(false));
        var right = AttestationTexts(tpm.Statement(toBeSigned, area));
        var forged = AttestationTexts(new TpmMaker(_maker, forger).Statement(toBeSigned, area));
        var mixed = CborItem.Map(
            ("ver", "2.0"), ("alg", -7), ("x5c", right.Certificates.ToArray()), ("sig", forged.Signature.ToArray()), ("certInfo", right.CertInfo.ToArray()), ("pubArea", right.PubArea.ToArray()));
        Refused.With(Catalogue.WebAuthn.AttestationSignatureWrong, Verify(_key.Response(Create, "tpm", mixed, data)));
    }

    [Fact]
    public void Certificate_that_is_no_attestation_keys_is_refused()
    {
        TpmMaker[] makers =
        [
            new(_maker, _attestationKey) { Usage = "1.3.6.1.5.5.7.3.2" },
            new(_maker, _attestationKey) { Subject = "CN=AIK" },
            new(_maker, _attestationKey) { Manufacturer = "AMD" },
            new(_maker, _attestationKey) { CriticalName = false },
            new(_maker, _attestationKey) { Authority = true },
            new(_maker, _attestationKey) { Authority = null },
        ];
        Assert.All(makers, maker => Refused.With(Catalogue.WebAuthn.AttestationCertificateUnfit, Register(maker)));
    }

    [Fact]
    public void Certificate_for_another_model_is_refused()
    {
        Refused.With(Catalogue.WebAuthn.AttestationModelMismatch, Register(new TpmMaker(_maker, _attestationKey) { Model = Guid.NewGuid() }));
        Assert.True(Register(new TpmMaker(_maker, _attestationKey) { Model = TestKey.Model }).Succeeded);
    }

    [Theory]
    [InlineData(-65535)] // RS1
    [InlineData(0)]
    [InlineData(-8)]
    public void Weak_or_unfit_algorithm_is_refused(int algorithm) =>
        Refused.With(Catalogue.WebAuthnData.CoseAlgorithmUnsupported, Register(new TpmMaker(_maker, _attestationKey) { Algorithm = algorithm }));

    [Fact]
    public void Authority_for_something_else_does_not_vouch()
    {
        using var forAttestation = _maker.Intermediate(extra: new X509EnhancedKeyUsageExtension([new Oid("2.23.133.8.3")], false));
        Assert.True(Register(new TpmMaker(_maker, _attestationKey) { Issuer = forAttestation }).Value.Attestation.Trusted);
        using var forMail = _maker.Intermediate(extra: new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.4")], false));
        Refused.With(Catalogue.WebAuthn.AttestationUntrusted, Register(new TpmMaker(_maker, _attestationKey) { Issuer = forMail }));
    }

    public void Dispose()
    {
        _maker.Dispose();
        _attestationKey.Dispose();
    }

    private TpmMaker Tpm() => new(_maker, _attestationKey);

    private static TpmStatement AttestationTexts(byte[] statement) => TpmStatement.Parse(statement).Value;

    private Result<RegisteredCredential> Register(TpmMaker tpm, byte[]? coseKey = null, Func<TpmMaker, byte[]>? area = null)
    {
        var data = Create.AuthenticatorData(_key.AttestedData(coseKey: coseKey));
        var statement = tpm.Statement([.. data, .. SHA256.HashData(Create.ClientDataJson)], area is null ? tpm.Area(_key.Pair.ExportParameters(false)) : area(tpm));
        return Verify(_key.Response(Create, "tpm", statement, data));
    }

    private Result<RegisteredCredential> Verify(RegistrationResponse response) =>
        new RegistrationVerification(FixedTime.In2026).Verify(
            new RegistrationRequest(Site.Party, Site.Challenge, [CoseAlgorithm.ES256, CoseAlgorithm.RS256], Required), response);
}
