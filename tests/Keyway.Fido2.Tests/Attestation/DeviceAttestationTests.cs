using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Keyway.Errors;
using Keyway.Fido2.Attestation;
using Keyway.Fido2.Cose;
using Keyway.Fido2.Registration;

namespace Keyway.Fido2.Tests.Attestation;

/// <summary>android-key, apple and android-safetynet: formats in which the certificate is the credential key's own.</summary>
[Trait("Attack", "W08")]
public sealed class DeviceAttestationTests : IDisposable
{
    private static readonly Gesture Create = new() { Type = "webauthn.create" };
    private static readonly byte[] Hash = SHA256.HashData(Create.ClientDataJson);

    private readonly Maker _maker = new();
    private readonly TestKey _key = new();

    private AttestationPolicy Required => AttestationPolicy.Required(new AttestationTrustRoots(
        new Dictionary<Guid, IReadOnlyList<X509Certificate2>> { [TestKey.Model] = [_maker.Root] }, []));

    private byte[] Data => Create.AuthenticatorData(_key.AttestedData());

    [Fact]
    public void Described_android_key_is_trusted()
    {
        var attestation = Android(new Description()).Value.Attestation;
        Assert.Equal(("android-key", AttestationType.Basic, true, true), (attestation.Format, attestation.Type, attestation.Trusted, attestation.InTrustedEnvironment));
    }

    [Fact]
    public void Android_key_kept_by_software_is_refused_where_attestation_is_enforced()
    {
        var software = new Description { Level = 0, Software = [Purpose(2), Origin(0)], Tee = [] };
        Assert.False(Android(software, AttestationPolicy.NotRequired).Value.Attestation.InTrustedEnvironment);
        Refused.With(Catalogue.WebAuthn.TrustedEnvironmentDemanded, Android(software, Required));
        Assert.True(Android(new Description(), Required).Succeeded);
        // The level says TEE, but what it enforces is only told by the operating system.
        Refused.With(Catalogue.WebAuthn.TrustedEnvironmentDemanded, Android(software with { Level = 1 }, Required));
    }

    [Fact]
    public void Android_key_of_another_challenge_is_refused() =>
        Refused.With(Catalogue.WebAuthn.AndroidChallengeMismatch, Android(new Description { Challenge = new byte[32] }));

    [Fact]
    public void Android_key_that_is_imported_open_to_all_or_not_for_signing_is_refused()
    {
        Description[] descriptions =
        [
            new() { Tee = [Purpose(2), Origin(2)] }, // imported
            new() { Tee = [Purpose(2)] },
            new() { Tee = [Origin(0)] },
            new() { Tee = [Purpose(3), Origin(0)] }, // verifies only
            new() { Tee = [Purpose(1, 2), Origin(0)] }, // decrypts too
            new() { Tee = [Purpose(2), AllApplications, Origin(0)] },
            new() { Software = [AllApplications] },
            new() { Software = [Origin(2)] }, // the lists disagree
            new() { Tee = [] },
        ];
        Assert.All(descriptions, description => Refused.With(Catalogue.WebAuthn.AndroidKeyUnfit, Android(description)));
    }

    [Fact]
    public void Malformed_or_missing_key_description_is_refused()
    {
        Refused.With(Catalogue.WebAuthn.AndroidKeyDescriptionMalformed, Android(new Description { Level = 3 }));
        Refused.With(Catalogue.WebAuthn.AndroidKeyDescriptionMalformed, Android(new Description { Tee = [Origin(0), Origin(0), Purpose(2)] }));
        Refused.With(Catalogue.WebAuthn.AndroidKeyDescriptionMalformed, AndroidRaw([]));
        Refused.With(Catalogue.WebAuthn.AndroidKeyDescriptionMalformed, AndroidRaw([.. new Description().Encode(), 0]));
        Refused.With(Catalogue.WebAuthn.AndroidKeyDescriptionMalformed, AndroidRaw(null));
    }

    [Fact]
    public void Android_key_that_names_its_device_is_refused_unless_asked_for()
    {
        var named = new Description { UniqueId = [1, 2, 3] };
        Refused.With(Catalogue.WebAuthn.EnterpriseAttestationRefused, Android(named, AttestationPolicy.NotRequired));
        Assert.True(Android(named, Required with { AcceptEnterprise = true }).Succeeded);
    }

    [Fact]
    public void Certificate_of_another_key_is_refused()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var certificate = _maker.Issue(other, extra: new X509Extension("1.3.6.1.4.1.11129.2.1.17", new Description().Encode(), false));
        var signature = other.SignData([.. Data, .. Hash], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        var android = CborItem.Map(("alg", -7), ("sig", signature), ("x5c", new[] { certificate }));
        Refused.With(Catalogue.WebAuthn.AttestedKeyMismatch, Verify("android-key", android));
        var apple = CborItem.Map(("x5c", new[] { _maker.Issue(other, extra: Nonce([.. Data, .. Hash])) }));
        Refused.With(Catalogue.WebAuthn.AttestedKeyMismatch, Verify("apple", apple));
    }

    [Fact]
    public void Apple_certificate_of_this_ceremony_is_trusted()
    {
        var attestation = Verify("apple", Apple(Nonce([.. Data, .. Hash]))).Value.Attestation;
        Assert.Equal(("apple", AttestationType.AnonymizationCa, true), (attestation.Format, attestation.Type, attestation.Trusted));
    }

    [Fact]
    public void Apple_certificate_of_another_ceremony_is_refused()
    {
        Refused.With(Catalogue.WebAuthn.AppleNonceMismatch, Verify("apple", Apple(Nonce([.. Data, .. new byte[32]]))));
        Refused.With(Catalogue.WebAuthn.AppleNonceMismatch, Verify("apple", Apple(null)));
        Refused.With(Catalogue.WebAuthn.AppleNonceMismatch, Verify("apple", Apple(new X509Extension("1.2.840.113635.100.8.2", SHA256.HashData([.. Data, .. Hash]), false))));
    }

    [Fact]
    public void Apple_statement_with_further_members_is_refused()
    {
        var certificate = _maker.Issue(_key.Pair, extra: Nonce([.. Data, .. Hash]));
        Refused.With(Catalogue.WebAuthn.AttestationStatementMalformed, Verify("apple", CborItem.Map(("alg", -7), ("x5c", new[] { certificate }))));
        Refused.With(Catalogue.WebAuthn.AttestationStatementMalformed, Verify("apple", CborItem.Map()));
    }

    [Fact]
    public void Safetynet_is_refused_as_withdrawn() =>
        Refused.With(Catalogue.WebAuthn.AttestationFormatWithdrawn, Verify("android-safetynet", CborItem.Map(("ver", "1"), ("response", new byte[10]))));

    public void Dispose() => _maker.Dispose();

    private Result<RegisteredCredential> Android(Description description, AttestationPolicy? policy = null) => AndroidRaw(description.Encode(), policy);

    private Result<RegisteredCredential> AndroidRaw(byte[]? description, AttestationPolicy? policy = null)
    {
        var extension = description is null ? null : new X509Extension("1.3.6.1.4.1.11129.2.1.17", description, false);
        var statement = CborItem.Map(("alg", -7), ("sig", _key.Sign(Data, Create.ClientDataJson)), ("x5c", new[] { _maker.Issue(_key.Pair, extra: extension) }));
        return Verify("android-key", statement, policy);
    }

    private byte[] Apple(X509Extension? nonce) => CborItem.Map(("x5c", new[] { _maker.Issue(_key.Pair, extra: nonce) }));

    private static X509Extension Nonce(byte[] toBeHashed) =>
        new("1.2.840.113635.100.8.2", [0x30, 36, 0xa1, 34, 0x04, 32, .. SHA256.HashData(toBeHashed)], false);

    private static Action<AsnWriter> Purpose(params int[] purposes) => writer => Member(writer, 1, () =>
    {
        using (writer.PushSetOf())
        {
            foreach (var purpose in purposes) writer.WriteInteger(purpose);
        }
    });

    private static Action<AsnWriter> Origin(int origin) => writer => Member(writer, 702, () => writer.WriteInteger(origin));

    private static void AllApplications(AsnWriter writer) => Member(writer, 600, () => writer.WriteNull());

    private static void Member(AsnWriter writer, int tag, Action content)
    {
        using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, tag))) content();
    }

    private Result<RegisteredCredential> Verify(string format, byte[] statement, AttestationPolicy? policy = null) =>
        new RegistrationVerification(FixedTime.In2026).Verify(
            new RegistrationRequest(Site.Party, Site.Challenge, [CoseAlgorithm.ES256], policy ?? Required), _key.Response(Create, format, statement, Data));

    private sealed record Description
    {
        public int Level { get; init; } = 1;

        public byte[] Challenge { get; init; } = Hash;

        public byte[] UniqueId { get; init; } = [];

        public Action<AsnWriter>[] Software { get; init; } = [];

        public Action<AsnWriter>[] Tee { get; init; } = [Purpose(2, 3), Origin(0)];

        public byte[] Encode()
        {
            var writer = new AsnWriter(AsnEncodingRules.DER);
            using (writer.PushSequence())
            {
                writer.WriteInteger(300);
                writer.WriteEncodedValue([0x0a, 1, (byte)Level]);
                writer.WriteInteger(300);
                writer.WriteEncodedValue([0x0a, 1, 1]);
                writer.WriteOctetString(Challenge);
                writer.WriteOctetString(UniqueId);
                foreach (var list in (Action<AsnWriter>[][])[Software, Tee])
                {
                    using (writer.PushSequence())
                    {
                        foreach (var member in list) member(writer);
                    }
                }
            }

            return writer.Encode();
        }
    }
}
