using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Keyway.Contracts.Jose;
using Keyway.Errors;

namespace Keyway.Contracts.Tests.Jose;

public sealed class SessionKeyEnvelopeTests
{
    private static readonly byte[] SessionKey = RandomNumberGenerator.GetBytes(32);
    private static readonly byte[] Content = RandomNumberGenerator.GetBytes(32);

    [Fact]
    public void What_is_sealed_opens_with_the_same_session_key() =>
        Assert.Equal(Content, SessionKeyEnvelope.Open(SessionKey, SessionKeyEnvelope.Seal(SessionKey, Content)).Value);

    [Fact]
    public void Another_session_key_does_not_open_it() =>
        Assert.Equal(Catalogue.Tokens.JweNotForUs, SessionKeyEnvelope.Open(new byte[32], SessionKeyEnvelope.Seal(SessionKey, Content)).Refusal.Error);

    [Fact]
    public void The_unauthenticated_CBC_form_is_refused()
    {
        var header = Base64Url.EncodeToString("{\"alg\":\"dir\",\"enc\":\"A256GCM\",\"ctx\":\"AAAA\"}"u8);
        using var aes = Aes.Create();
        aes.Key = SessionKeyDerivation.DeriveV1(SessionKey, new byte[3]);
        var iv = new byte[16];
        var jwe = $"{header}..{Base64Url.EncodeToString(iv)}.{Base64Url.EncodeToString(aes.EncryptCbc(Content, iv))}.";

        Assert.Equal(Catalogue.Tokens.JweMalformed, SessionKeyEnvelope.Open(SessionKey, jwe).Refusal.Error);
    }

    [Fact]
    public void Mutated_envelopes_do_not_open_to_anything_else_and_never_throw()
    {
        foreach (var mutated in Mutations.Of(SessionKeyEnvelope.Seal(SessionKey, Content)))
        {
            if (SessionKeyEnvelope.Open(SessionKey, mutated).TryGet(out var opened, out _))
                Assert.Equal(Content, opened);
        }
    }

    [Fact]
    public void The_header_is_authenticated()
    {
        var parts = SessionKeyEnvelope.Seal(SessionKey, Content).Split('.');
        var header = Encoding.ASCII.GetString(Base64Url.DecodeFromChars(parts[0]));
        parts[0] = Base64Url.EncodeToString(Encoding.ASCII.GetBytes(header.Replace("{", "{\"typ\":\"JWT\",", StringComparison.Ordinal)));

        Assert.Equal(Catalogue.Tokens.JweNotForUs, SessionKeyEnvelope.Open(SessionKey, string.Join('.', parts)).Refusal.Error);
    }
}
