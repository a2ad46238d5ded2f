using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Keyway.Contracts.Jose;
using Keyway.Errors;

namespace Keyway.Contracts.Tests.Jose;

public sealed class PasswordJweTests : IDisposable
{
    private static readonly Guid Check = Guid.Parse("8c1c9a3e-6a57-4d07-9c55-1d0a3a5b7f11");
    private readonly ECDiffieHellman _agent = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);

    public void Dispose() => _agent.Dispose();

    [Fact]
    public void The_derivation_gives_the_key_of_RFC_7518_appendix_C()
    {
        // The numbers of the appendix: Alice's one-time key, Bob's key, and what both derive.
        using var alice = Key("gI0GAILBdu7T53akrFmMyGcsF3n5dO7MmwNBHKW5SV0", "SLW_xSffzlPWrHEVI30DHM_4egVwt3NQqeUD7nMFpps", "0_NxaRPUMQoAJt50Gz8YiTr8gRTwyEaCumd-MToTmIo");
        using var bob = Key("weNJy2HscCSM6AEDTDg04biOvhFhyyWvOHQfeF_PxMQ", "e8lnCO-AlStT-NJVX-crhB7QRYhiix03illJOVAOyck", "VEmDZpDXXK8p8N0Cndsxs924q6nS1RXFASRl6BfUqdw");
        using var bobsPublicKey = bob.PublicKey;
        var shared = alice.DeriveRawSecretAgreement(bobsPublicKey);
        Assert.Equal(new byte[] { 158, 86, 217, 29, 129, 113, 53, 211, 114, 131, 66, 131, 191, 132, 38, 156 }, shared[..16]);
        Assert.Equal("VqqN6vgjbSBcIijNcacQGg", Base64Url.EncodeToString(ConcatKeyDerivation.Derive(shared, "A128GCM", "Alice"u8, "Bob"u8, 16)));
    }

    [Fact]
    public void The_agent_opens_what_was_sealed_to_it_byte_for_byte()
    {
        // Composed and decomposed letters, a blank at each end: nothing is normalised.
        var password = Encoding.UTF8.GetBytes(" pâsswo\u0302rd 🗝 ");
        Assert.Equal(password, PasswordJwe.Open(_agent, Check, PasswordJwe.Seal(_agent, Check, password)).Value);
        Assert.Empty(PasswordJwe.Open(_agent, Check, PasswordJwe.Seal(_agent, Check, [])).Value);
        Assert.Equal(256, PasswordJwe.Open(_agent, Check, PasswordJwe.Seal(_agent, Check, new byte[256])).Value.Length);
        Assert.Equal(Catalogue.Tokens.JweMalformed, PasswordJwe.Open(_agent, Check, PasswordJwe.Seal(_agent, Check, new byte[257])).Refusal.Error);
    }

    [Fact]
    public void Another_agent_or_another_check_opens_nothing()
    {
        using var other = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var jwe = PasswordJwe.Seal(_agent, Check, "secret"u8);
        Assert.Equal(Catalogue.Tokens.JweNotForUs, PasswordJwe.Open(other, Check, jwe).Refusal.Error);
        Assert.Equal(Catalogue.Tokens.JweNotForUs, PasswordJwe.Open(_agent, Guid.NewGuid(), jwe).Refusal.Error);
    }

    [Fact]
    public void Two_envelopes_of_one_password_share_nothing()
    {
        var (one, two) = (PasswordJwe.Seal(_agent, Check, "secret"u8).Split('.'), PasswordJwe.Seal(_agent, Check, "secret"u8).Split('.'));
        Assert.NotEqual(one[0], two[0]);
        Assert.NotEqual(one[3], two[3]);
    }

    [Fact]
    public void A_one_time_key_that_is_no_point_of_the_curve_is_refused()
    {
        var parts = PasswordJwe.Seal(_agent, Check, "secret"u8).Split('.');
        var header = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(parts[0]));
        var x = header.Split("\"x\":\"")[1].Split('"')[0];
        foreach (var invalid in new[] { Base64Url.EncodeToString(new byte[32]), Base64Url.EncodeToString(Enumerable.Repeat((byte)0xff, 32).ToArray()), "" })
        {
            parts[0] = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header.Replace(x, invalid, StringComparison.Ordinal)));
            Assert.False(PasswordJwe.Open(_agent, Check, string.Join('.', parts)).Succeeded);
        }
    }

    [Fact]
    public void Mutated_envelopes_do_not_open_to_anything_else_and_never_throw()
    {
        foreach (var mutated in Mutations.Of(PasswordJwe.Seal(_agent, Check, "secret"u8)).Where((_, number) => number % 5 == 0))
        {
            if (PasswordJwe.Open(_agent, Check, mutated).TryGet(out var opened, out _))
                Assert.Equal("secret"u8, opened);
        }
    }

    private static ECDiffieHellman Key(string x, string y, string d) => ECDiffieHellman.Create(new ECParameters
    {
        Curve = ECCurve.NamedCurves.nistP256,
        Q = new ECPoint { X = Base64Url.DecodeFromChars(x), Y = Base64Url.DecodeFromChars(y) },
        D = Base64Url.DecodeFromChars(d),
    });
}
