using Keyway.Contracts.OAuth;
using Keyway.Server.Tests.Journeys;

namespace Keyway.Server.Tests.AuthenticationMethods;

public sealed class SecurityKeyGrantTests
{
    [Fact]
    public async Task An_assertion_buys_one_token()
    {
        await using var organisation = await Organisation.StartAsync();
        var nonce = await organisation.Client.NonceAsync();
        var assertion = organisation.AdministratorKey.Sign(nonce);
        Assert.Contains("access_token", (await organisation.Client.KeyAsync(nonce, assertion)).Body, StringComparison.Ordinal);
        (await organisation.Client.KeyAsync(nonce, assertion)).IsRefusal("KW2302");
    }

    [Theory]
    [InlineData(Resources.Provisioning)]
    [InlineData("https://graph.microsoft.com")]
    [InlineData("")]
    public async Task A_person_gets_no_token_for_what_is_not_for_people(string resource)
    {
        await using var organisation = await Organisation.StartAsync();
        var key = await organisation.KeyAsync(await organisation.PersonAsync());
        (await organisation.Client.KeyAsync(key, resource)).IsRefusal("KW2308");
    }

    [Fact]
    public async Task A_token_for_one_resource_does_not_open_another()
    {
        await using var organisation = await Organisation.StartAsync();
        var token = await organisation.Client.KeyTokenAsync(organisation.AdministratorKey, Resources.DeviceRegistration);
        (await organisation.Client.GetAsync(Client.Keys, token)).IsRefusal("KW2004", System.Net.HttpStatusCode.Unauthorized);
    }
}
