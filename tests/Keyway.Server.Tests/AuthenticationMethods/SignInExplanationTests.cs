using Keyway.Contracts.Graph;
using Keyway.Server.Accounts;
using Keyway.Server.AuthenticationMethods.CloudPasswords;
using Keyway.Server.AuthenticationMethods.Explanations;
using Keyway.Server.AuthenticationMethods.Policy;
using Keyway.Server.Tests.Journeys;
using Keyway.Server.Tests.Passwords;

namespace Keyway.Server.Tests.AuthenticationMethods;

public sealed class SignInExplanationTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_thing_in_the_way_is_told_with_its_number_in_the_order_of_the_server()
    {
        await using var organisation = await Organisation.StartAsync();
        var alice = await organisation.PersonAsync();
        var model = Guid.NewGuid();
        await organisation.KeyAsync(alice, model);
        await organisation.PassAsync(alice, minutes: 10);
        await organisation.Server.Get<CloudPasswords>().SetAsync(alice, "four words of nonsense", null, mustChange: true, Cancellation);
        var explanation = organisation.Server.Get<SignInExplanation>();
        Assert.Equal(["KW2704"], Codes(explanation.Of(alice)));
        Assert.Contains(explanation.Of(alice), finding => finding is { Way: SignInWay.Kerberos, Holds: null });

        await organisation.Server.Get<SecurityKeyPolicies>().ChangeAsync(new SecurityKeyPolicy(KeyRestrictions: new KeyRestrictions(true, "block", [model])), null, Cancellation);
        for (var guess = 0; guess < 5; guess++)
            await organisation.Client.PassAsync(alice.UserName, "WRONGWRONGXX");
        await organisation.ExecuteAsync("UPDATE Account SET Enabled = FALSE, Version = Version + 1 WHERE UserName LIKE 'alice@%'");
        var found = explanation.Of(organisation.Server.Get<AccountDirectory>().Find(alice.Id)!);
        Assert.Equal(["KW2051", "KW2101", "KW2121", "KW2704"], Codes(found));
        Assert.Equal(found.Select(finding => finding.Way).Order(), found.Select(finding => finding.Way));
        var key = found.Single(finding => finding.Code == "KW2101");
        Assert.Contains(model.ToString(), key.Detail, StringComparison.Ordinal);
        Assert.Contains("Blue key", key.Rule, StringComparison.Ordinal);

        organisation.Server.Clock.Advance(TimeSpan.FromMinutes(11));
        Assert.Contains("KW2120", Codes(explanation.Of(alice)));
    }

    [Fact]
    public async Task A_synced_person_hears_of_password_locks_and_of_the_way_to_a_ticket()
    {
        await using var desk = await PasswordDesk.StartAsync();
        var agent = await desk.RunningAgentAsync();
        for (var guess = 0; guess < 5; guess++)
            await desk.SignInAsync("alice@corp.test", $"guess {guess}", $"127.0.8.{guess + 1}");
        Assert.NotEmpty(agent.Seen);
        var found = desk.Server.Get<SignInExplanation>().Of(desk.Alice);
        Assert.Equal(["KW2102", "KW2566", "KW2401"], Codes(found));
        Assert.Contains(found, finding => finding is { Way: SignInWay.Password, Holds: true } && finding.Rule.Contains("own networks", StringComparison.Ordinal));
    }

    [Fact]
    public async Task O06_the_help_desk_and_readers_may_ask_and_nobody_else()
    {
        await using var organisation = await Organisation.StartAsync();
        var alice = await organisation.PersonAsync();
        var path = $"/v1.0/users/{alice.UserName}/authentication/explanation";
        var token = await organisation.Client.KeyTokenAsync(await organisation.KeyAsync(alice));
        (await organisation.Client.GetAsync(path, token)).IsRefusal("KW2005");
        var reader = await organisation.Client.KeyTokenAsync(await organisation.KeyAsync(await organisation.PersonAsync("reader", Role.Reader)));
        Assert.Contains("\"way\":\"SecurityKey\"", (await organisation.Client.GetAsync(path, reader)).Body, StringComparison.Ordinal);
        (await organisation.Client.GetAsync("/v1.0/users/nobody/authentication/explanation", reader)).IsRefusal("KW2050");
    }

    private static IEnumerable<string> Codes(IReadOnlyList<SignInFinding> findings) => findings.Where(finding => finding.Holds == false).Select(finding => finding.Code!);
}
