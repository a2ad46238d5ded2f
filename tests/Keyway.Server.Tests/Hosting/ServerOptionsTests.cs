using Keyway.Errors;
using Keyway.Server.Hosting;

namespace Keyway.Server.Tests.Hosting;

public sealed class ServerOptionsTests
{
    private static readonly ServerOptions Good = new() { DataDirectory = "/tmp/x", Url = new Uri("https://login.contoso.com"), TenantDomain = "Contoso.com" };

    [Fact]
    public void Good_options_are_normalised()
    {
        var options = Good.Validate().Value;
        Assert.Equal("contoso.com", options.TenantDomain);
        Assert.Equal("login.contoso.com", options.EffectiveRelyingPartyId);
        Assert.Equal("https://login.contoso.com", options.Origin);
        Assert.Equal("contoso.com", (Good with { RelyingPartyId = "contoso.com" }).Validate().Value.EffectiveRelyingPartyId);
        Assert.Equal("https://localhost:8443", (Good with { Url = new Uri("https://localhost:8443/") }).Validate().Value.Origin);
    }

    [Theory]
    [InlineData("http://login.contoso.com")]
    [InlineData("https://login.contoso.com/path")]
    [InlineData("https://login.contoso.com/?q")]
    [InlineData("https://user@login.contoso.com")]
    public void A_URL_that_is_no_origin_is_refused(string url) =>
        Assert.Equal(Catalogue.ServerConfiguration.UrlInvalid, (Good with { Url = new Uri(url) }).Validate().Refusal.Error);

    [Theory]
    [InlineData("evil.com")]
    [InlineData("ogin.contoso.com")]
    [InlineData("x.login.contoso.com")]
    public void An_RP_id_of_another_site_is_refused(string id) =>
        Assert.Equal(Catalogue.ServerConfiguration.RelyingPartyIdInvalid, (Good with { RelyingPartyId = id }).Validate().Refusal.Error);

    [Fact]
    public void Half_a_TLS_pair_is_refused() =>
        Assert.Equal(Catalogue.ServerConfiguration.TlsPairIncomplete, (Good with { TlsKey = "k.pem" }).Validate().Refusal.Error);
}
