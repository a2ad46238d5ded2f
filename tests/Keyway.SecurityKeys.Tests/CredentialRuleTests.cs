using Keyway.Errors;
using Keyway.Fido2;
using Keyway.SecurityKeys.SoftwareKeys;

namespace Keyway.SecurityKeys.Tests;

/// <summary>Who finds which credential, how often, and how many fit.</summary>
public sealed class CredentialRuleTests
{
    [Theory]
    [InlineData(CredentialProtection.UserVerificationOptional, true, true)]
    [InlineData(CredentialProtection.UserVerificationOptionalWithCredentialIds, false, true)]
    [InlineData(CredentialProtection.UserVerificationRequired, false, false)]
    public void Protection_hides_a_credential_from_the_unverified(CredentialProtection protection, bool foundUnnamed, bool foundNamed)
    {
        using var bench = new KeyBench();
        MadeCredential made = bench.Register(KeyBench.Registration() with { Protection = protection }).Value;
        Assert.Equal(protection, made.Protection);
        GetAssertionsRequest unnamed = KeyBench.SignIn() with { RequireUserVerification = false };
        GetAssertionsRequest named = unnamed with { AllowCredentialIds = [made.CredentialId] };
        Expect(foundUnnamed, bench.Prove(unnamed, pin: ""));
        Expect(foundNamed, bench.Prove(named, pin: ""));
        Expect(true, bench.Prove(unnamed));
        Expect(true, bench.Prove(named));
    }

    [Fact]
    public void Names_are_told_to_the_verified_only()
    {
        using var bench = new KeyBench();
        bench.Register();
        KeyAssertion stranger = Assert.Single(bench.Prove(KeyBench.SignIn() with { RequireUserVerification = false }, pin: "").Value);
        Assert.False(stranger.UserVerified);
        Assert.Null(stranger.UserName);
        Assert.Null(stranger.UserDisplayName);
        Assert.NotNull(stranger.UserHandle);
    }

    [Fact]
    public void Each_credential_counts_its_own_signatures_also_over_a_replug()
    {
        using var bench = new KeyBench();
        bench.Register();
        bench.Register(KeyBench.Registration(site: "other.example"));
        Assert.Equal([2u, 3u, 4u], Counts(bench, KeyBench.Site, 3));
        Assert.Equal([2u], Counts(bench, "other.example", 1));
        bench.Replug();
        Assert.Equal([5u], Counts(bench, KeyBench.Site, 1));
    }

    [Fact]
    public void Every_account_of_a_site_answers_newest_first()
    {
        using var bench = new KeyBench();
        string[] users = ["alice", "bob", "carol", "dave"];
        MakeCredentialRequest[] registrations = [.. users.Select(user => KeyBench.Registration(user))];
        byte[][] publicKeys = [.. registrations.Select(registration => LibFidoJudge.VerifyRegistration(registration, bench.Register(registration).Value, false)!)];
        bench.Register(KeyBench.Registration("eve", "other.example"));
        IReadOnlyList<KeyAssertion> assertions = bench.Prove().Value;
        Assert.Equal(registrations.Reverse().Select(registration => registration.UserName), assertions.Select(assertion => assertion.UserName));
        Assert.All(assertions.Zip(publicKeys.Reverse()), pair => Assert.True(LibFidoJudge.VerifyAssertion(KeyBench.SignIn(), pair.First, pair.Second)));
    }

    [Fact]
    public void An_allow_list_is_answered_by_one_credential_of_it()
    {
        using var bench = new KeyBench();
        MadeCredential alice = bench.Register(KeyBench.Registration("alice")).Value;
        bench.Register(KeyBench.Registration("bob"));
        MadeCredential elsewhere = bench.Register(KeyBench.Registration("carol", "other.example")).Value;
        KeyAssertion assertion = Assert.Single(bench.Prove(KeyBench.SignIn() with { AllowCredentialIds = [new byte[32], elsewhere.CredentialId, alice.CredentialId] }).Value);
        Assert.Equal(alice.CredentialId.ToArray(), assertion.CredentialId.ToArray());
        Refused.With(Catalogue.SecurityKeys.NoCredentials, bench.Prove(KeyBench.SignIn() with { AllowCredentialIds = [elsewhere.CredentialId] }));
    }

    [Fact]
    public void The_same_user_of_a_site_has_one_resident_credential()
    {
        using var bench = new KeyBench();
        MadeCredential first = bench.Register().Value;
        MadeCredential second = bench.Register().Value;
        Assert.Equal(second.CredentialId.ToArray(), Assert.Single(bench.Prove().Value).CredentialId.ToArray());
        Refused.With(Catalogue.SecurityKeys.NoCredentials, bench.Prove(KeyBench.SignIn() with { AllowCredentialIds = [first.CredentialId] }));
    }

    [Fact]
    public void A_credential_that_is_not_resident_answers_only_by_its_id_and_without_user()
    {
        using var bench = new KeyBench();
        MadeCredential made = bench.Register(KeyBench.Registration() with { Resident = false }).Value;
        Refused.With(Catalogue.SecurityKeys.NoCredentials, bench.Prove());
        KeyAssertion assertion = Assert.Single(bench.Prove(KeyBench.SignIn() with { AllowCredentialIds = [made.CredentialId] }).Value);
        Assert.Null(assertion.UserHandle);
    }

    [Fact]
    public void A_key_that_holds_an_excluded_credential_makes_no_other()
    {
        using var bench = new KeyBench();
        MadeCredential made = bench.Register(KeyBench.Registration() with { Protection = CredentialProtection.UserVerificationRequired }).Value;
        Refused.With(Catalogue.SecurityKeys.CredentialExcluded, bench.Register(KeyBench.Registration("bob") with { ExcludeCredentialIds = [new byte[32], made.CredentialId] }));
        Assert.Single(bench.Prove().Value);
        Assert.True(bench.Register(KeyBench.Registration("bob", "other.example") with { ExcludeCredentialIds = [made.CredentialId] }).Succeeded);
    }

    [Fact]
    public void A_full_key_says_so()
    {
        using var bench = new KeyBench(new SoftwareKeyOptions { Capacity = 2 });
        Assert.Equal(2, bench.Device.GetInfo().Value.RemainingCredentials);
        bench.Register(KeyBench.Registration("alice"));
        bench.Register(KeyBench.Registration("bob"));
        Assert.Equal(0, bench.Device.GetInfo().Value.RemainingCredentials);
        Refused.With(Catalogue.SecurityKeys.KeyStoreFull, bench.Register(KeyBench.Registration("carol")));
        Assert.True(bench.Register(KeyBench.Registration("bob")).Succeeded);
    }

    [Fact]
    public void An_unknown_site_finds_nothing()
    {
        using var bench = new KeyBench();
        bench.Register();
        Refused.With(Catalogue.SecurityKeys.NoCredentials, bench.Prove(KeyBench.SignIn("evil.example")));
    }

    [Fact]
    public void A_request_that_no_key_understands_is_not_sent()
    {
        using var bench = new KeyBench();
        MakeCredentialRequest registration = KeyBench.Registration();
        Assert.Equal("relying party id", Refused.With(Catalogue.SecurityKeys.BadRequest, bench.Register(registration with { RelyingPartyId = "" })));
        Assert.Equal("user id", Refused.With(Catalogue.SecurityKeys.BadRequest, bench.Register(registration with { UserId = new byte[65] })));
        Assert.Equal("client data hash", Refused.With(Catalogue.SecurityKeys.BadRequest, bench.Register(registration with { ClientDataHash = new byte[31] })));
        Assert.Equal("exclude list", Refused.With(Catalogue.SecurityKeys.BadRequest, bench.Register(registration with { ExcludeCredentialIds = [default] })));
        Assert.Equal("client data hash", Refused.With(Catalogue.SecurityKeys.BadRequest, bench.Prove(KeyBench.SignIn() with { ClientDataHash = default })));
        Assert.Equal("allow list", Refused.With(Catalogue.SecurityKeys.BadRequest, bench.Prove(KeyBench.SignIn() with { AllowCredentialIds = [default] })));
    }

    private static void Expect(bool found, Result<IReadOnlyList<KeyAssertion>> result)
    {
        if (found) Assert.Single(result.Value);
        else Refused.With(Catalogue.SecurityKeys.NoCredentials, result);
    }

    private static uint[] Counts(KeyBench bench, string site, int times) =>
        [.. Enumerable.Range(0, times).Select(_ => Assert.Single(bench.Prove(KeyBench.SignIn(site)).Value).SignCount)];
}
