using Keyway.Kerberos.Pac;
using Keyway.Server.Accounts;

namespace Keyway.Server.Tests.Accounts;

public sealed class AccountTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_person_in_good_standing_may_sign_in() => Assert.Null(Person(enabled: true, expires: Now.AddSeconds(1), passwordExpired: false).Check(Now));

    [Fact]
    public void A_cloud_only_person_has_no_domain_that_could_object() =>
        Assert.Null(new Account(Guid.NewGuid(), "a@b", "a", true, new HashSet<Role>(), null).Check(Now));

    [Theory]
    [InlineData(false, -1, true, "KW2051")]
    [InlineData(true, -1, true, "KW2052")]
    [InlineData(true, 0, false, "KW2052")]
    [InlineData(true, 1, true, "KW2053")]
    public void K16_disabled_then_expired_then_password_is_the_order_of_refusals(bool enabled, int expiresInSeconds, bool passwordExpired, string code) =>
        Assert.Equal(code, Person(enabled, Now.AddSeconds(expiresInSeconds), passwordExpired).Check(Now)!.Code);

    [Theory]
    [InlineData(-1, false, true)]
    [InlineData(0, false, true)]
    [InlineData(1, false, false)]
    [InlineData(null, false, false)]
    [InlineData(1, true, true)]
    public void K16_a_password_runs_out_by_itself_whether_or_not_the_domain_was_synced_since(int? expiresInSeconds, bool expired, bool refused)
    {
        var alice = Person(enabled: true, expires: null, passwordExpired: expired);
        alice = alice with { OnPremises = alice.OnPremises! with { PasswordExpires = expiresInSeconds is { } seconds ? Now.AddSeconds(seconds) : null } };
        Assert.Equal(refused ? "KW2053" : null, alice.Check(Now)?.Code);
    }

    private static Account Person(bool enabled, DateTimeOffset? expires, bool passwordExpired) => new(
        Guid.NewGuid(), "alice@contoso.corp.com", "Alice", enabled, new HashSet<Role>(),
        new OnPremisesAccount(SecurityIdentifier.Parse("S-1-5-21-1-2-3-1105").Value, "alice", "contoso.corp.com", "CONTOSO", expires, passwordExpired, null, null, false));
}
