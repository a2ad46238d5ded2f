using System.Buffers.Text;
using System.Security.Cryptography;
using Keyway.Contracts.Jose;
using Keyway.Errors;

namespace Keyway.Contracts.Tests.Jose;

public sealed class SessionKeyJweTests
{
    private static readonly RSA Transport = RSA.Create(2048);
    private static readonly byte[] SessionKey = RandomNumberGenerator.GetBytes(32);

    [Fact]
    public void The_protected_header_is_exactly_what_clients_compare() =>
        Assert.Equal("{\"enc\":\"A256GCM\",\"alg\":\"RSA-OAEP\"}"u8.ToArray(), Base64Url.DecodeFromChars(SessionKeyJwe.Wrap(SessionKey, Transport).Split('.')[0]));

    [Fact]
    public void The_transport_key_unwraps_it() =>
        Assert.Equal(SessionKey, SessionKeyJwe.Unwrap(SessionKeyJwe.Wrap(SessionKey, Transport), Transport).Value);

    [Fact]
    public void Another_transport_key_does_not()
    {
        using var other = RSA.Create(2048);

        Assert.Equal(Catalogue.Tokens.JweNotForUs, SessionKeyJwe.Unwrap(SessionKeyJwe.Wrap(SessionKey, Transport), other).Refusal.Error);
    }

    [Fact]
    public void A_wrapped_key_of_another_length_is_refused()
    {
        var jwe = SessionKeyJwe.Wrap(SessionKey, Transport).Split('.');
        jwe[1] = Base64Url.EncodeToString(Transport.Encrypt(new byte[16], RSAEncryptionPadding.OaepSHA1));

        Assert.Equal(Catalogue.Tokens.JweNotForUs, SessionKeyJwe.Unwrap(string.Join('.', jwe), Transport).Refusal.Error);
    }

    [Theory]
    [InlineData("")]
    [InlineData("....")]
    [InlineData("a.b.c.d")]
    [InlineData("a.!.c.d.e")]
    public void What_is_no_envelope_is_refused(string jwe) => Assert.False(SessionKeyJwe.Unwrap(jwe, Transport).Succeeded);
}
