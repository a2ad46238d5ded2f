using Keyway.Lab;
using Keyway.Lab.Walk;

namespace Keyway.EndToEnd;

/// <summary>The main job on real input: each test is a step that <c>./lab</c> shows.</summary>
[Collection(LabCollection.Name)]
public sealed class MainJobTests(LabFixture fixture)
{
    private readonly Laboratory _lab = fixture.Lab;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Refused => [.. RefusalWalk.Users];

    [Theory]
    [InlineData("alice")]
    [InlineData("grace")]
    public async Task Who_may_signs_in_and_uses_share_and_intranet_by_tickets_alone(string user)
    {
        await fixture.SignIn.SignInAsync(user, Cancellation);
        await fixture.SignIn.ListTicketsAsync(user, Cancellation);
        await fixture.SignIn.UseShareAsync(user, Cancellation);
        await fixture.SignIn.UseIntranetAsync(user, Cancellation);
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Who_may_not_is_refused_by_the_identity_server_with_a_number(string user) =>
        Assert.StartsWith("KW2", await new RefusalWalk(_lab).RefuseAsync(user, Cancellation), StringComparison.Ordinal);

    [Fact]
    public async Task Carol_is_told_that_her_password_has_expired() =>
        Assert.Contains("password", await new RefusalWalk(_lab).RefuseAsync("carol", Cancellation), StringComparison.OrdinalIgnoreCase);

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Who_may_not_is_refused_by_the_domain_controller_when_the_server_is_bypassed(string user) =>
        Assert.StartsWith("KW13", await new BypassWalk(_lab).RefuseAsync(user, Cancellation), StringComparison.Ordinal);

    [Fact]
    public async Task A_tampered_PAC_is_refused_by_the_domain_controller() =>
        Assert.StartsWith("KW13", await new BypassWalk(_lab).RefuseTamperedPacAsync(Cancellation), StringComparison.Ordinal);

    [Fact]
    public async Task A_nonce_that_the_server_did_not_give_is_refused() =>
        Assert.StartsWith("KW23", await new AttackWalk(_lab).RefuseForeignNonceAsync(Cancellation), StringComparison.Ordinal);

    [Fact]
    public async Task A_request_signed_by_another_devices_key_is_refused() =>
        Assert.StartsWith("KW2", await new AttackWalk(_lab).RefuseForeignDeviceKeyAsync(Cancellation), StringComparison.Ordinal);

    [Fact]
    public async Task A_replayed_assertion_is_refused() =>
        Assert.StartsWith("KW23", await new AttackWalk(_lab).RefuseReplayAsync(Cancellation), StringComparison.Ordinal);
}
