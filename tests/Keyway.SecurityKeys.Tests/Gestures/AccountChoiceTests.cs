using Keyway.Errors;
using Keyway.SecurityKeys.Gestures;

namespace Keyway.SecurityKeys.Tests.Gestures;

public sealed class AccountChoiceTests
{
    private static readonly KeyAssertion Alice = Account("alice@contoso.com");
    private static readonly KeyAssertion Grace = Account("grace@contoso.com");
    private static readonly KeyAssertion Nameless = Account(null);

    [Fact]
    public void A_single_account_is_taken() => Assert.Same(Alice, AccountChoice.Choose([Alice], null, NotAsked).Value);

    [Fact]
    public void A_named_account_is_taken_whatever_its_case() => Assert.Same(Grace, AccountChoice.Choose([Alice, Grace], "GRACE@contoso.com", NotAsked).Value);

    [Fact]
    public void A_name_that_the_key_does_not_hold_is_refused_with_the_list()
    {
        var refusal = AccountChoice.Choose([Alice, Grace], "bob@contoso.com", NotAsked).Refusal;

        Assert.Equal(Catalogue.Device.AccountNotOnKey, refusal.Error);
        Assert.Equal("alice@contoso.com, grace@contoso.com", refusal.Detail);
    }

    [Fact]
    public void The_only_account_of_another_name_is_refused() =>
        Assert.Equal(Catalogue.Device.AccountNotOnKey, AccountChoice.Choose([Alice], "bob@contoso.com", NotAsked).Refusal.Error);

    [Fact]
    public void The_only_account_without_a_name_may_be_the_one() => Assert.Same(Nameless, AccountChoice.Choose([Nameless], "alice@contoso.com", NotAsked).Value);

    [Fact]
    public void Several_accounts_and_nobody_to_ask_are_refused_with_the_list()
    {
        var refusal = AccountChoice.Choose([Alice, Grace], null, _ => null).Refusal;

        Assert.Equal(Catalogue.Device.AccountChoiceNeeded, refusal.Error);
        Assert.Equal("alice@contoso.com, grace@contoso.com", refusal.Detail);
    }

    [Fact]
    public void The_person_chooses_among_several() => Assert.Same(Grace, AccountChoice.Choose([Alice, Grace], null, _ => 1).Value);

    [Fact]
    public void Two_accounts_of_the_same_name_are_a_choice_of_their_own() =>
        Assert.Equal(Catalogue.Device.AccountChoiceNeeded, AccountChoice.Choose([Alice, Alice, Grace], "alice@contoso.com", _ => null).Refusal.Error);

    [Fact]
    public void A_key_that_signs_for_nobody_is_refused() => Assert.Equal(Catalogue.Device.AccountNotOnKey, AccountChoice.Choose([], null, NotAsked).Refusal.Error);

    private static int? NotAsked(IReadOnlyList<string> names) => throw new InvalidOperationException("asked");

    private static KeyAssertion Account(string? name) => new(new byte[] { 1 }, new byte[] { 2 }, new byte[] { 3 }, null, name, null, null, UserVerified: true, SignCount: 1);
}
