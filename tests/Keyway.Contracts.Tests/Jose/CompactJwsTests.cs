using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Keyway.Contracts.Jose;
using Keyway.Errors;

namespace Keyway.Contracts.Tests.Jose;

public sealed class CompactJwsTests
{
    private static readonly RSA Rsa = RSA.Create(2048);
    private static readonly byte[] Payload = "{\"sub\":\"alice\"}"u8.ToArray();

    [Fact]
    public void A_signed_token_verifies_and_gives_its_payload()
    {
        var jws = CompactJws.Parse(CompactJws.SignRs256(new JoseHeader("RS256", "JWT"), Payload, Rsa)).Value;

        Assert.True(jws.VerifyRs256(Rsa));
        Assert.Equal(Payload, jws.Payload);
    }

    [Fact]
    public void Alg_none_verifies_under_no_key()
    {
        var jws = CompactJws.Parse(CompactJws.Unsigned(Payload)).Value;

        using var ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Assert.False(jws.VerifyRs256(Rsa));
        Assert.False(jws.VerifyEs256(ec));
        Assert.False(jws.VerifyHs256(new byte[32]));
    }

    [Fact]
    public void An_HMAC_made_with_the_public_key_does_not_pass_for_an_RSA_signature()
    {
        var confused = CompactJws.SignHs256(new JoseHeader("HS256"), Payload, Rsa.ExportSubjectPublicKeyInfo());

        Assert.False(CompactJws.Parse(confused).Value.VerifyRs256(Rsa));
    }

    [Fact]
    public void A_header_that_names_another_algorithm_than_the_signature_fails()
    {
        var header = Base64Url.EncodeToString("{\"alg\":\"ES256\"}"u8);
        var input = header + "." + Base64Url.EncodeToString(Payload);
        var token = input + "." + Base64Url.EncodeToString(Rsa.SignData(Encoding.ASCII.GetBytes(input), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

        Assert.False(CompactJws.Parse(token).Value.VerifyRs256(Rsa));
    }

    [Fact]
    public void A_critical_extension_is_refused()
    {
        var token = Base64Url.EncodeToString("{\"alg\":\"RS256\",\"crit\":[\"b64\"],\"b64\":false}"u8) + ".e30.AA";

        Assert.Equal(Catalogue.Tokens.JwsMalformed, CompactJws.Parse(token).Refusal.Error);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a.b")]
    [InlineData("e30.e30.e30.e30")]
    [InlineData("!!!.e30.AA")]
    [InlineData("bnVsbA.e30.AA")]
    public void What_is_not_three_parts_with_a_header_is_refused(string token) =>
        Assert.Equal(Catalogue.Tokens.JwsMalformed, CompactJws.Parse(token).Refusal.Error);

    [Fact]
    public void An_overlong_token_is_refused_before_it_is_decoded() =>
        Assert.Equal(Catalogue.Tokens.JwsMalformed, CompactJws.Parse(new string('a', CompactJws.MaximumLength + 1)).Refusal.Error);

    [Fact]
    public void Padded_base64_of_some_clients_is_read_and_the_signature_covers_what_was_sent()
    {
        var input = Convert.ToBase64String("{\"alg\":\"RS256\"}"u8) + "." + Convert.ToBase64String(Payload);
        var token = input + "." + Convert.ToBase64String(Rsa.SignData(Encoding.ASCII.GetBytes(input), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

        Assert.True(CompactJws.Parse(token).Value.VerifyRs256(Rsa));
    }

    [Fact]
    public void A_certificate_is_read_as_an_array_and_as_a_bare_string()
    {
        foreach (var x5c in new object[] { new[] { "AQID" }, "AQID" })
        {
            Assert.True(new JoseHeader("RS256", X5c: JsonSerializer.SerializeToElement(x5c)).TryGetCertificate(out var der));
            Assert.Equal(new byte[] { 1, 2, 3 }, der);
        }

        Assert.False(new JoseHeader("RS256", X5c: JsonSerializer.SerializeToElement(new[] { "AQID", "AQID" })).TryGetCertificate(out _));
        Assert.False(new JoseHeader("RS256").TryGetCertificate(out _));
    }

    [Fact]
    public void Mutated_tokens_never_verify_and_never_throw()
    {
        var token = CompactJws.SignRs256(new JoseHeader("RS256", "JWT"), Payload, Rsa);
        foreach (var mutated in Mutations.Of(token))
        {
            if (CompactJws.Parse(mutated).TryGet(out var jws, out _))
                Assert.False(jws.VerifyRs256(Rsa) && !jws.Payload.AsSpan().SequenceEqual(Payload), mutated);
        }
    }
}
