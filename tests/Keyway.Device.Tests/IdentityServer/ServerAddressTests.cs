using Keyway.Device.IdentityServer;
using Keyway.Errors;

namespace Keyway.Device.Tests.IdentityServer;

public sealed class ServerAddressTests
{
    [Theory]
    [InlineData("https://login.contoso.com", "https://login.contoso.com")]
    [InlineData("https://LOGIN.contoso.com:443/", "https://login.contoso.com")]
    [InlineData("https://localhost:8443", "https://localhost:8443")]
    [InlineData("https://127.0.0.1:8443/", "https://127.0.0.1:8443")]
    public void An_origin_is_read(string text, string origin) => Assert.Equal(origin, ServerAddress.Parse(text).Value.Origin);

    [Theory]
    [InlineData("http://login.contoso.com")]
    [InlineData("login.contoso.com")]
    [InlineData("https://")]
    [InlineData("https://user@login.contoso.com")]
    [InlineData("https://login.contoso.com/path")]
    [InlineData("https://login.contoso.com/?q")]
    [InlineData("https://login.contoso.com/#f")]
    [InlineData("file:///etc/passwd")]
    [InlineData("")]
    public void What_is_not_an_https_origin_is_refused(string text) =>
        Assert.Equal(Catalogue.Device.ServerAddressInvalid, ServerAddress.Parse(text).Refusal.Error);

    [Theory]
    [InlineData("https://login.contoso.com", "login.contoso.com", "https://login.contoso.com")]
    [InlineData("https://login.contoso.com", "contoso.com", "https://login.contoso.com")]
    [InlineData("https://localhost:8443", "localhost", "https://localhost:8443")]
    public void A_server_may_speak_for_its_own_relying_party(string address, string relyingPartyId, string origin) =>
        Assert.True(ServerAddress.Parse(address).Value.CanSpeakFor(relyingPartyId, origin));

    [Theory]
    [InlineData("https://evil.example", "login.contoso.com", "https://login.contoso.com")]
    [InlineData("https://evil.example", "login.contoso.com", "https://evil.example")]
    [InlineData("https://login.contoso.com.evil.example", "login.contoso.com", "https://login.contoso.com.evil.example")]
    [InlineData("https://evillogin.contoso.com", "login.contoso.com", "https://evillogin.contoso.com")]
    [InlineData("https://login.contoso.com", "com", "https://login.contoso.com")]
    [InlineData("https://login.contoso.com", "", "https://login.contoso.com")]
    [InlineData("https://login.contoso.com", ".com", "https://login.contoso.com")]
    [InlineData("https://login.contoso.com", "login.contoso.com", "https://login.contoso.com:8443")]
    [InlineData("https://login.contoso.com", "login.contoso.com", "http://login.contoso.com")]
    [InlineData("https://10.0.0.1", "0.0.1", "https://10.0.0.1")]
    public void A_server_may_not_speak_for_another_relying_party(string address, string relyingPartyId, string origin) =>
        Assert.False(ServerAddress.Parse(address).Value.CanSpeakFor(relyingPartyId, origin));
}
