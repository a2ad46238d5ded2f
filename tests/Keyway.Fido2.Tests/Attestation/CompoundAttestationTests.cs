using System.Formats.Cbor;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Keyway.Errors;
using Keyway.Fido2.Attestation;
using Keyway.Fido2.Cose;
using Keyway.Fido2.Registration;

namespace Keyway.Fido2.Tests.Attestation;

/// <summary>Several statements in one, and what all formats share: enterprise attestation and where chains may end.</summary>
[Trait("Attack", "W08")]
public sealed class CompoundAttestationTests : IDisposable
{
    private static readonly Gesture Create = new() { Type = "webauthn.create" };

    private readonly Maker _maker = new();
    private readonly Maker _stranger = new();
    private readonly ECDsa _attestationKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly TestKey _key = new();

    private AttestationPolicy Required => Trusting(_maker.Root);

    private byte[] Data => Create.AuthenticatorData(_key.AttestedData());

    [Fact]
    public void The_part_that_is_trusted_vouches()
    {
        var attestation = Verify(Compound(Packed(_stranger), Self, Packed(_maker)), Required).Value.Attestation;
        Assert.Equal(("compound", AttestationType.Basic, true, 3), (attestation.Format, attestation.Type, attestation.Trusted, attestation.Parts.Count));
        using var vouching = X509CertificateLoader.LoadCertificate(attestation.TrustPath[0]);
        Assert.Equal(_maker.Root.Subject, vouching.Issuer);
    }

    [Fact]
    public void Without_a_trusted_part_it_is_refused()
    {
        Refused.With(Catalogue.WebAuthn.AttestationUntrusted, Verify(Compound(Packed(_stranger), Packed(_stranger)), Required));
        Refused.With(Catalogue.WebAuthn.SelfAttestationRefused, Verify(Compound(Self, Self), Required));
        Assert.False(Verify(Compound(Packed(_stranger), Self), AttestationPolicy.NotRequired).Value.Attestation.Trusted);
    }

    [Fact]
    public void One_invalid_part_spoils_all()
    {
        var forged = ("packed", CborItem.Map(("alg", -7), ("sig", new TestKey().Sign(Data, Create.ClientDataJson))));
        Refused.With(Catalogue.WebAuthn.AttestationSignatureWrong, Verify(Compound(Packed(_maker), forged), Required));
        Refused.With(Catalogue.WebAuthn.AttestationFormatUnknown, Verify(Compound(Packed(_maker), ("other", CborItem.Map())), Required));
        Refused.With(Catalogue.WebAuthn.AttestationFormatWithdrawn, Verify(Compound(Packed(_maker), ("android-safetynet", CborItem.Map())), Required));
    }

    [Fact]
    public void Fewer_than_two_nested_or_too_many_are_refused()
    {
        Refused.With(Catalogue.WebAuthn.CompoundMalformed, Verify(Compound(), Required));
        Refused.With(Catalogue.WebAuthn.CompoundMalformed, Verify(Compound(Packed(_maker)), Required));
        Refused.With(Catalogue.WebAuthn.CompoundMalformed, Verify(Compound([.. Enumerable.Repeat(Self, 9)]), Required));
        Refused.With(Catalogue.WebAuthn.CompoundMalformed, Verify(Compound(Self, ("compound", CborItem.Map())), AttestationPolicy.NotRequired));
        Assert.False(Verify(Compound(Self, ("compound", Compound(Self, Self))), AttestationPolicy.NotRequired).Succeeded);
        Assert.False(Verify(CborItem.Map(), Required).Succeeded);
    }

    [Fact]
    public void Enterprise_attestation_is_refused_unless_the_policy_asks_for_it()
    {
        var serial = new X509Extension("1.3.6.1.4.1.45724.1.1.2", [0x04, 0x02, 0x01, 0x02], false);
        var statement = Packed(_maker, serial).Statement;
        Refused.With(Catalogue.WebAuthn.EnterpriseAttestationRefused, Verify(statement, Required, "packed"));
        Refused.With(Catalogue.WebAuthn.EnterpriseAttestationRefused, Verify(statement, AttestationPolicy.NotRequired, "packed"));
        Refused.With(Catalogue.WebAuthn.EnterpriseAttestationRefused, Verify(Compound(Self, ("packed", statement)), AttestationPolicy.NotRequired));
        Assert.True(Verify(statement, Required with { AcceptEnterprise = true }, "packed").Value.Attestation.NamesDevice);
    }

    [Fact]
    public void Chain_may_end_at_an_intermediate_authority_that_metadata_names()
    {
        using var intermediate = _maker.Intermediate();
        var statement = Packed(_maker, issuer: intermediate).Statement;
        Assert.True(Verify(statement, Trusting(intermediate), "packed").Value.Attestation.Trusted);

        // The same from another maker's intermediate of the same name, and from an expired one.
        using var foreign = _stranger.Intermediate();
        Refused.With(Catalogue.WebAuthn.AttestationUntrusted, Verify(statement, Trusting(foreign), "packed"));
        using var expired = _maker.Intermediate(end: new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero));
        Refused.With(Catalogue.WebAuthn.AttestationUntrusted, Verify(Packed(_maker, issuer: expired, end: expired.NotAfter).Statement, Trusting(expired), "packed"));
    }

    [Fact]
    public void Attestation_certificate_named_as_root_does_not_vouch_for_others()
    {
        // A model's metadata may name one attestation certificate; its key must not become an authority.
        using var named = X509CertificateLoader.LoadCertificate(_maker.Issue(_attestationKey));
        using var thief = named.CopyWithPrivateKey(_attestationKey);
        using var forgedKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(Maker.Subject, forgedKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        using var forged = request.Create(
            thief.SubjectName, X509SignatureGenerator.CreateForECDsa(_attestationKey), FixedTime.In2026.GetUtcNow().AddYears(-1), FixedTime.In2026.GetUtcNow().AddYears(1), [1]);
        var signature = forgedKey.SignData([.. Data, .. SHA256.HashData(Create.ClientDataJson)], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        var statement = CborItem.Map(("alg", -7), ("sig", signature), ("x5c", new[] { forged.RawData, named.RawData }));
        Refused.With(Catalogue.WebAuthn.AttestationUntrusted, Verify(statement, Trusting(named), "packed"));
    }

    [Fact]
    [Trait("Attack", "W10")]
    public void Damaged_statements_of_every_format_end_in_a_refusal()
    {
        var fixtures = Vectors.VectorFile.W3C.Vectors.Where(vector => vector.Name is "tpm.ES256" or "apple.ES256" or "android-key.ES256");
        foreach (var vector in fixtures)
        {
            var whole = AttestationObject.Parse(Convert.FromHexString(vector.Registration.AttestationObject)).Value;
            var data = AuthenticatorData.Parse(whole.AuthenticatorData).Value;
            var format = AttestationFormats.All.Single(format => format.Identifier == whole.Format);
            var input = new AttestationInput(whole.Statement, data, data.Attested!, SHA256.HashData(Convert.FromHexString(vector.Registration.ClientDataJson)));
            using var root = X509CertificateLoader.LoadCertificate(Convert.FromHexString(Vectors.VectorFile.W3C.AttestationRoot));
            var policy = AttestationPolicy.Required(new AttestationTrustRoots(new Dictionary<Guid, IReadOnlyList<X509Certificate2>>(), [root]));
            foreach (var damaged in Mutations.Mutation.Of(whole.Statement.ToArray()))
            {
                // What a format lets pass (bits of a certificate that it does not read), the chain must not.
                var result = format.Verify(input with { Statement = damaged });
                if (result.Succeeded) result = AttestationTrust.Assess(result.Value, data.Attested!.Aaguid, policy, FixedTime.In2026.GetUtcNow());
                Assert.False(result.Succeeded, vector.Name);
                Assert.InRange(result.Refusal.Error.Number, 1010, 1149);
            }
        }
    }

    public void Dispose()
    {
        _maker.Dispose();
        _stranger.Dispose();
        _attestationKey.Dispose();
    }

    private static AttestationPolicy Trusting(X509Certificate2 root) => AttestationPolicy.Required(new AttestationTrustRoots(
        new Dictionary<Guid, IReadOnlyList<X509Certificate2>> { [TestKey.Model] = [root] }, []));

    private (string Format, byte[] Statement) Self => ("packed", CborItem.Map(("alg", -7), ("sig", _key.Sign(Data, Create.ClientDataJson))));

    private (string Format, byte[] Statement) Packed(Maker maker, X509Extension? extra = null, X509Certificate2? issuer = null, DateTimeOffset? end = null)
    {
        var signature = _attestationKey.SignData([.. Data, .. SHA256.HashData(Create.ClientDataJson)], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return ("packed", CborItem.Map(("alg", -7), ("sig", signature), ("x5c", new[] { maker.Issue(_attestationKey, extra: extra, issuer: issuer, end: end) })));
    }

    private static byte[] Compound(params (string Format, byte[] Statement)[] parts)
    {
        var writer = new CborWriter(CborConformanceMode.Strict);
        writer.WriteStartArray(parts.Length);
        foreach (var (format, statement) in parts) writer.WriteEncodedValue(CborItem.Map(("fmt", format), ("attStmt", new ReadOnlyMemory<byte>(statement))));
        writer.WriteEndArray();
        return writer.Encode();
    }

    private Result<RegisteredCredential> Verify(byte[] statement, AttestationPolicy policy, string format = "compound") =>
        new RegistrationVerification(FixedTime.In2026).Verify(
            new RegistrationRequest(Site.Party, Site.Challenge, [CoseAlgorithm.ES256], policy), _key.Response(Create, format, statement, Data));
}
