using System.Net;
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

    [Theory]
    [InlineData("https://login.contoso.com", null, "https://login.contoso.com:444")]
    [InlineData("https://localhost:8443", null, "https://localhost:8444")]
    [InlineData("https://[::1]:8443", null, "https://[::1]:8444")]
    [InlineData("https://localhost:8443", "https://localhost:9999/", "https://localhost:9999")]
    public void Devices_have_a_port_of_their_own(string url, string? deviceUrl, string origin) =>
        Assert.Equal(origin, (Good with { Url = new Uri(url), DeviceUrl = deviceUrl is null ? null : new Uri(deviceUrl) }).Validate().Value.DeviceOrigin);

    [Theory]
    [InlineData("https://login.contoso.com", "https://login.contoso.com")]
    [InlineData("https://login.contoso.com", "http://login.contoso.com:444")]
    [InlineData("https://login.contoso.com", "https://login.contoso.com:444/path")]
    [InlineData("https://login.contoso.com", "https://user@login.contoso.com:444")]
    [InlineData("https://localhost:65535", null)]
    public void A_device_URL_that_cannot_be_is_refused(string url, string? deviceUrl) => Assert.Equal(
        Catalogue.ServerConfiguration.DeviceUrlInvalid,
        (Good with { Url = new Uri(url), DeviceUrl = deviceUrl is null ? null : new Uri(deviceUrl) }).Validate().Refusal.Error);

    [Fact]
    public void Another_host_for_devices_needs_a_certificate_of_the_operators()
    {
        var options = Good with { DeviceUrl = new Uri("https://devices.contoso.com") };
        Assert.Equal(Catalogue.ServerConfiguration.DeviceHostDiffers, options.Validate().Refusal.Error);
        Assert.Equal("https://devices.contoso.com", (options with { TlsCertificate = "c.pem", TlsKey = "k.pem" }).Validate().Value.DeviceOrigin);
    }

    [Fact]
    public void Behind_a_proxy_devices_are_bound_one_port_further_or_where_the_option_says()
    {
        var options = Good with { Listen = IPEndPoint.Parse("127.0.0.1:5000") };
        Assert.Equal(IPEndPoint.Parse("127.0.0.1:5001"), options.Validate().Value.DeviceListen);
        Assert.Equal(IPEndPoint.Parse("127.0.0.1:7000"), (options with { DeviceListen = IPEndPoint.Parse("127.0.0.1:7000") }).Validate().Value.DeviceListen);
        Assert.Null(Good.Validate().Value.DeviceListen);
        Assert.Equal(Catalogue.ServerConfiguration.DeviceListenInvalid, (options with { DeviceListen = options.Listen }).Validate().Refusal.Error);
        Assert.Equal(Catalogue.ServerConfiguration.DeviceListenInvalid, (Good with { Listen = IPEndPoint.Parse("127.0.0.1:65535") }).Validate().Refusal.Error);
    }
}
