using Keyway.Errors;
using Keyway.SecurityKeys.SoftwareKeys;

namespace Keyway.SecurityKeys.Tests;

public sealed class HmacSecretTests
{
    private static readonly ReadOnlyMemory<byte> FirstSalt = KeyBench.Hash("first");
    private static readonly ReadOnlyMemory<byte> SecondSalt = KeyBench.Hash("second");

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_secret_is_stable_and_differs_by_salt_credential_and_verification(int protocol)
    {
        using var bench = new KeyBench(new SoftwareKeyOptions { PinProtocols = [protocol] });
        bench.Register();
        bench.Register(KeyBench.Registration(site: "other.example"));

        byte[] first = Secret(bench, FirstSalt);
        byte[] second = Secret(bench, SecondSalt);
        Assert.Equal(32, first.Length);
        Assert.NotEqual(first, second);
        Assert.Equal([.. first, .. second], Secret(bench, FirstSalt, SecondSalt));
        Assert.NotEqual(first, Secret(bench, KeyBench.Pin, "other.example", FirstSalt));
        Assert.NotEqual(first, Secret(bench, "", KeyBench.Site, FirstSalt));
        Assert.Equal(Secret(bench, "", KeyBench.Site, FirstSalt), Secret(bench, "", KeyBench.Site, FirstSalt));
        bench.Replug();
        Assert.Equal(first, Secret(bench, FirstSalt));
    }

    [Fact]
    public void A_pin_change_keeps_the_secret()
    {
        using var bench = new KeyBench();
        bench.Register();
        byte[] before = Secret(bench, FirstSalt);
        bench.Device.ChangePin(KeyBench.Pin, "5678");
        Assert.Equal(before, Secret(bench, "5678", KeyBench.Site, FirstSalt));
    }

    [Fact]
    public void The_signed_answer_carries_the_secret_only_encrypted()
    {
        using var bench = new KeyBench();
        MakeCredentialRequest registration = KeyBench.Registration();
        byte[] publicKey = LibFidoJudge.VerifyRegistration(registration, bench.Register(registration).Value, false)!;
        GetAssertionsRequest signIn = KeyBench.SignIn() with { HmacSecretSalts = [FirstSalt] };
        KeyAssertion assertion = Assert.Single(bench.Prove(signIn).Value);
        Assert.True(LibFidoJudge.VerifyAssertion(signIn, assertion, publicKey));
        Assert.Equal(-1, assertion.AuthenticatorData.Span.IndexOf(assertion.HmacSecret));
    }

    [Fact]
    public void Every_account_answers_with_its_own_secret()
    {
        using var bench = new KeyBench();
        bench.Register(KeyBench.Registration("alice"));
        bench.Register(KeyBench.Registration("bob"));
        IReadOnlyList<KeyAssertion> assertions = bench.Prove(KeyBench.SignIn() with { HmacSecretSalts = [FirstSalt] }).Value;
        Assert.Equal(2, assertions.Count);
        Assert.NotEqual(assertions[0].HmacSecret, assertions[1].HmacSecret);
    }

    [Fact]
    public void Salts_of_another_length_or_number_are_not_sent()
    {
        using var bench = new KeyBench();
        bench.Register();
        Assert.Equal("hmac-secret salts", Refused.With(Catalogue.SecurityKeys.BadRequest, bench.Prove(KeyBench.SignIn() with { HmacSecretSalts = [new byte[31]] })));
        Assert.Equal("hmac-secret salts", Refused.With(Catalogue.SecurityKeys.BadRequest, bench.Prove(KeyBench.SignIn() with { HmacSecretSalts = [FirstSalt, FirstSalt, FirstSalt] })));
    }

    private static byte[] Secret(KeyBench bench, params ReadOnlyMemory<byte>[] salts) => Secret(bench, KeyBench.Pin, KeyBench.Site, salts);

    private static byte[] Secret(KeyBench bench, string pin, string site, params ReadOnlyMemory<byte>[] salts) => Assert.Single(
        bench.Prove(KeyBench.SignIn(site) with { HmacSecretSalts = salts, RequireUserVerification = pin.Length > 0 }, pin).Value).HmacSecret!;
}
