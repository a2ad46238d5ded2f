using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Keyway.Errors;
using Keyway.Fido2.Metadata;

namespace Keyway.Fido2.Tests.Metadata;

/// <summary>BLOBs by the tests' own service: the published one may not be passed on, and tests use no network.</summary>
public sealed class MetadataBlobTests : IDisposable
{
    private static readonly Guid Model = new("cb69481e-8ff7-4039-93ec-0a2729a154a8");
    private static readonly DateTimeOffset Now = FixedTime.In2026.GetUtcNow();

    private readonly MetadataService _service = new();

    private static string Payload => MetadataService.Payload(42, MetadataService.Entry(Model, "Example key", ["FIDO_CERTIFIED", "FIDO_CERTIFIED_L1"]));

    [Fact]
    public void Entries_are_read()
    {
        using var maker = new Attestation.Maker();
        var revoked = Guid.NewGuid();
        var bypassed = Guid.NewGuid();
        var blob = Verify(_service.Sign(MetadataService.Payload(
            42,
            MetadataService.Entry(Model, "Example key", ["FIDO_CERTIFIED", "FIDO_CERTIFIED_L1plus"], maker.Root),
            MetadataService.Entry(revoked, "Old key", ["FIDO_CERTIFIED_L1", "REVOKED"]),
            MetadataService.Entry(bypassed, "Weak key", ["USER_VERIFICATION_BYPASS", "UPDATE_AVAILABLE", "FIDO_CERTIFIED"]),
            """{"attestationCertificateKeyIdentifiers":["7c0903708b87115b0b422def3138c3c864e44573"],"statusReports":[],"timeOfLastStatusChange":"2020-01-01"}"""))).Value;
        Assert.Equal((42, new DateOnly(2026, 7, 1), 3), (blob.Number, blob.NextUpdate, blob.Entries.Count));
        var entry = blob.Find(Model)!;
        Assert.Equal(("Example key", "FIDO_CERTIFIED_L1plus", false, false), (entry.Description, entry.Certification, entry.IsRevoked, entry.IsCompromised));
        Assert.Equal(maker.Root.RawData, Assert.Single(entry.Roots));
        Assert.Equal(["passcode_external", "none"], entry.UserVerificationMethods);
        Assert.Equal(["usb", "nfc"], entry.Transports);
        Assert.Equal(["1.0", "1.1"], entry.Versions);
        Assert.Equal(["basic_full"], entry.AttestationTypes);
        Assert.Equal(0x89, entry.Icon![0]);
        Assert.True(blob.Find(revoked)!.IsRevoked);
        Assert.True(blob.Find(bypassed)!.IsCompromised);
        Assert.Null(blob.Find(Guid.NewGuid()));
    }

    [Fact]
    public void Elliptic_signer_is_as_good()
    {
        using var service = new MetadataService { Elliptic = true, Header = """{"alg":"ES256","x5c":["{x5c}"]}""" };
        Assert.True(MetadataBlob.Verify(service.Sign(Payload), service.Roots, Now).Succeeded);
        using var confused = new MetadataService { Elliptic = true };
        Refused.With(Catalogue.Metadata.SignatureWrong, MetadataBlob.Verify(confused.Sign(Payload), confused.Roots, Now));
    }

    [Fact]
    [Trait("Attack", "O01")]
    public void Signer_of_another_root_name_or_time_is_refused()
    {
        using var other = new MetadataService();
        Refused.With(Catalogue.Metadata.SignerUntrusted, Verify(other.Sign(Payload)));
        Refused.With(Catalogue.Metadata.SignerUntrusted, MetadataBlob.Verify(_service.Sign(Payload), [], Now));
        using var elsewhere = new MetadataService { Host = "mds.fidoalliance.org.example.com" };
        Refused.With(Catalogue.Metadata.SignerUntrusted, MetadataBlob.Verify(elsewhere.Sign(Payload), elsewhere.Roots, Now));
        using var expired = new MetadataService { End = Now.AddDays(-1) };
        Refused.With(Catalogue.Metadata.SignerUntrusted, MetadataBlob.Verify(expired.Sign(Payload), expired.Roots, Now));
        Assert.True(MetadataBlob.Verify(expired.Sign(Payload), expired.Roots, Now.AddDays(-2)).Succeeded);
    }

    [Theory]
    [Trait("Attack", "O01")]
    [InlineData("""{"alg":"none","x5c":["{x5c}"]}""")]
    [InlineData("""{"alg":"None","x5c":["{x5c}"]}""")]
    [InlineData("""{"alg":"HS256","x5c":["{x5c}"]}""")]
    [InlineData("""{"alg":"RS1","x5c":["{x5c}"]}""")]
    [InlineData("""{"alg":"RS256","x5u":"https://mds.fidoalliance.org/chain.pem"}""")]
    [InlineData("""{"alg":"RS256","x5c":["{x5c}"],"x5u":"https://example.com"}""")]
    [InlineData("""{"alg":"RS256","x5c":["{x5c}"],"jku":"https://example.com"}""")]
    [InlineData("""{"alg":"RS256","x5c":["{x5c}"],"jwk":{}}""")]
    [InlineData("""{"alg":"RS256","x5c":["{x5c}"],"crit":["b64"],"b64":false}""")]
    [InlineData("""{"alg":"none","alg":"RS256","x5c":["{x5c}"]}""")]
    [InlineData("""{"alg":"RS256","x5c":[]}""")]
    [InlineData("""{"alg":"RS256","x5c":"{x5c}"}""")]
    [InlineData("""{"alg":"RS256","x5c":["AAAA"]}""")]
    [InlineData("""{"alg":"RS256","x5c":[["{x5c}"]]}""")]
    [InlineData("""{"x5c":["{x5c}"]}""")]
    [InlineData("""[]""")]
    [InlineData("""{"alg":"RS256","x5c":["{x5c}"]}{}""")]
    [InlineData("")]
    public void Header_that_says_anything_else_is_refused(string header)
    {
        using var service = new MetadataService { Header = header };
        Refused.With(Catalogue.Metadata.BlobMalformed, MetadataBlob.Verify(service.Sign(Payload), service.Roots, Now));
    }

    [Fact]
    [Trait("Attack", "O01")]
    public void Symmetric_signature_under_the_signers_certificate_is_refused()
    {
        // HS256 confusion: the public certificate as the secret, once announced as what it is and once as RS256.
        foreach (var algorithm in (string[])["HS256", "RS256"])
        {
            using var service = new MetadataService { Header = $$"""{"alg":"{{algorithm}}","x5c":["{x5c}"]}""" };
            var parts = Encoding.ASCII.GetString(service.Sign(Payload)).Split('.');
            var mac = HMACSHA256.HashData(service.SignerKey.ExportSubjectPublicKeyInfo(), Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"));
            var forged = Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}.{Base64Url.EncodeToString(mac)}");
            Assert.False(MetadataBlob.Verify(forged, service.Roots, Now).Succeeded);
        }
    }

    [Fact]
    [Trait("Attack", "O01")]
    public void Truncated_or_changed_blob_is_refused()
    {
        var jws = _service.Sign(Payload);
        for (var length = 0; length < jws.Length; length += 41) Assert.False(Verify(jws[..length]).Succeeded);
        for (var at = 0; at < jws.Length; at += 13)
        {
            var changed = jws.ToArray();
            changed[at] = changed[at] == (byte)'A' ? (byte)'B' : (byte)'A';
            Assert.False(Verify(changed).Succeeded);
        }

        Refused.With(Catalogue.Metadata.BlobMalformed, Verify([.. jws, (byte)'.', (byte)'A']));
        Refused.With(Catalogue.Metadata.BlobMalformed, Verify([.. jws, (byte)'=']));
        Refused.With(Catalogue.Metadata.BlobTooLarge, Verify(new byte[MetadataBlob.MaximumLength + 1]));
        Assert.True(Verify([.. jws, (byte)'\n']).Succeeded);
    }

    [Theory]
    [Trait("Attack", "A03")]
    [InlineData("""{"no":1,"no":2,"nextUpdate":"2026-07-01","entries":[]}""")]
    [InlineData("""{"no":0,"nextUpdate":"2026-07-01","entries":[]}""")]
    [InlineData("""{"no":-1,"nextUpdate":"2026-07-01","entries":[]}""")]
    [InlineData("""{"no":4294967297,"nextUpdate":"2026-07-01","entries":[]}""")]
    [InlineData("""{"no":"1","nextUpdate":"2026-07-01","entries":[]}""")]
    [InlineData("""{"no":1,"nextUpdate":"01.07.2026","entries":[]}""")]
    [InlineData("""{"no":1,"nextUpdate":7,"entries":[]}""")]
    [InlineData("""{"no":1,"nextUpdate":"2026-07-01"}""")]
    [InlineData("""{"no":1,"nextUpdate":"2026-07-01","entries":{}}""")]
    [InlineData("""{"no":1,"nextUpdate":"2026-07-01","entries":[]}{}""")]
    [InlineData("""{"no":1,"nextUpdate":"2026-07-01","entries":[1]}""")]
    [InlineData("""{"no":1,"nextUpdate":"2026-07-01","entries":[{"aaguid":"x"}]}""")]
    [InlineData("""{"no":1,"nextUpdate":"2026-07-01","entries":[{"aaguid":"cb69481e-8ff7-4039-93ec-0a2729a154a8","statusReports":[{}]}]}""")]
    [InlineData("""{"no":1,"nextUpdate":"2026-07-01","entries":[{"aaguid":"cb69481e-8ff7-4039-93ec-0a2729a154a8","statusReports":[{"status":"FIDO_CERTIFIED","status":"REVOKED"}]}]}""")]
    [InlineData("""{"no":1,"nextUpdate":"2026-07-01","entries":[{"aaguid":"cb69481e-8ff7-4039-93ec-0a2729a154a8"},{"aaguid":"cb69481e-8ff7-4039-93ec-0a2729a154a8"}]}""")]
    [InlineData("""{"no":1,"nextUpdate":"2026-07-01","entries":[{"aaguid":"cb69481e-8ff7-4039-93ec-0a2729a154a8","metadataStatement":{"description":"\ud800"}}]}""")]
    [InlineData("""{"no":1,"nextUpdate":"2026-07-01","entries":[{"aaguid":"cb69481e-8ff7-4039-93ec-0a2729a154a8","metadataStatement":{"upv":[{"major":1.5}]}}]}""")]
    [InlineData("")]
    [InlineData("null")]
    public void Payload_of_another_form_is_refused(string payload) => Refused.With(Catalogue.Metadata.PayloadMalformed, Verify(_service.Sign(payload)));

    [Fact]
    [Trait("Attack", "A03")]
    public void Json_bombs_are_refused()
    {
        var deep = new string('[', 100_000);
        Refused.With(Catalogue.Metadata.PayloadMalformed, Verify(_service.Sign("{\"legalHeader\":" + deep)));
        var many = string.Join(',', Enumerable.Repeat("{}", 20_001));
        Refused.With(Catalogue.Metadata.PayloadMalformed, Verify(_service.Sign(MetadataService.Payload(1, many))));
        var reports = string.Join(',', Enumerable.Repeat("""{"status":"REVOKED"}""", 257));
        Refused.With(Catalogue.Metadata.PayloadMalformed, Verify(_service.Sign(MetadataService.Payload(1, $$"""{"aaguid":"{{Model}}","statusReports":[{{reports}}] }"""))));
    }

    [Fact]
    public void Icon_that_is_no_small_png_and_root_that_is_no_certificate_are_left_out()
    {
        foreach (var icon in (string[])["data:image/svg+xml;base64,PHN2Zz48L3N2Zz4=", "data:image/png;base64,PHN2Zz48L3N2Zz4=", "https://example.com/icon.png", "data:image/png;base64," + new string('A', 90_000)])
        {
            var entry = Verify(_service.Sign(MetadataService.Payload(
                1, $$"""{"aaguid":"{{Model}}","metadataStatement":{"description":"a\u001bb","icon":"{{icon}}","attestationRootCertificates":["AAAA","no"]} }"""))).Value.Find(Model)!;
            Assert.Null(entry.Icon);
            Assert.Empty(entry.Roots);
            Assert.Equal("ab", entry.Description);
        }
    }

    [Fact]
    public void Ten_megabytes_are_read()
    {
        var filler = new string('x', 30_000);
        var entries = Enumerable.Range(0, 350).Select(i => MetadataService.Entry(Guid.NewGuid(), $"Key {i}", ["FIDO_CERTIFIED_L1"]).Replace("\"legalHeader\":\"Test\"", $"\"legalHeader\":\"{filler}\"", StringComparison.Ordinal));
        var jws = _service.Sign(MetadataService.Payload(1, [.. entries]));
        Assert.True(jws.Length > 10_000_000);
        var start = System.Diagnostics.Stopwatch.GetTimestamp();
        Assert.Equal(350, Verify(jws).Value.Entries.Count);
        TestContext.Current.SendDiagnosticMessage($"{jws.Length} bytes in {System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalMilliseconds:F0} ms");
    }

    public void Dispose() => _service.Dispose();

    private Result<MetadataBlob> Verify(byte[] jws) => MetadataBlob.Verify(jws, _service.Roots, Now);
}
