using System.Net;
using Keyway.Errors;
using Keyway.Server.Sealing.Custody;

namespace Keyway.Server.Hosting;

/// <summary>What the operator decides. Validated once, at the start.</summary>
internal sealed record ServerOptions
{
    /// <summary>The store's file in the data directory.</summary>
    public const string StoreName = "keyway.db";

    /// <summary>Everything that the server keeps: store, key file, TLS.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>The address that people and devices use, such as <c>https://login.contoso.com</c>; its origin is the WebAuthn origin.</summary>
    public required Uri Url { get; init; }

    /// <summary>Only used at the first start.</summary>
    public string TenantName { get; init; } = "Keyway";

    /// <summary>DNS domain of the tenant; may be left out once the store exists.</summary>
    public string? TenantDomain { get; init; }

    /// <summary>The RP id; the URL's host when left out.</summary>
    public string? RelyingPartyId { get; init; }

    /// <summary>PEM chain; with its key, or neither and the server makes both with a CA of its own.</summary>
    public string? TlsCertificate { get; init; }

    /// <inheritdoc cref="TlsCertificate"/>
    public string? TlsKey { get; init; }

    /// <summary>Where to bind when that is not the URL's own host and port, such as behind a proxy.</summary>
    public IPEndPoint? Listen { get; init; }

    /// <summary>The address at which devices show their certificates in the TLS handshake; the URL's host and the next port when left out.</summary>
    public Uri? DeviceUrl { get; init; }

    /// <summary>Where to bind for devices; when left out, the address of <see cref="Listen"/> and the next port, or the device URL's own host and port.</summary>
    public IPEndPoint? DeviceListen { get; init; }

    /// <summary>The key of a token that keeps the key-encryption key (RFC 7512); with its PIN file, or neither and a file keeps it.</summary>
    public string? Pkcs11Uri { get; init; }

    /// <summary>File of mode 0600 with the token's PIN.</summary>
    public string? Pkcs11PinFile { get; init; }

    /// <summary>How many days a sign-in is kept with its person, address and device: 1 to 3,650.</summary>
    public int SignInLogDays { get; init; } = 90;

    /// <summary>How many days the counts of sign-ins are kept: 1 to 3,650.</summary>
    public int SignInStatisticsDays { get; init; } = 400;

    /// <summary>Keep only the network of an address in the sign-in log: /24 of IPv4, /48 of IPv6.</summary>
    public bool ShortenAddresses { get; init; }

    /// <summary>A metadata BLOB, imported at the start and when the file changes; none when left out.</summary>
    public string? MetadataFile { get; init; }

    /// <summary>PEM file of the roots of the metadata's signer; the public service's root when left out.</summary>
    public string? MetadataRootFile { get; init; }

    /// <summary>Ask new keys for attestation that names the single device (WebAuthn L3 5.4.7, enterprise). Off: it tells one person's keys from all others.</summary>
    public bool EnterpriseAttestation { get; init; }

    /// <summary>The two settings of the token, once validated; null when a file keeps the key-encryption key.</summary>
    public TokenSettings? Token { get; private init; }

    public string StorePath => Path.Combine(DataDirectory, StoreName);

    public CustodyFiles CustodyFiles => new(DataDirectory);

    public string TlsDirectory => Path.Combine(DataDirectory, "tls");

    /// <summary>Scheme, host and port as a browser writes them.</summary>
    public string Origin => Url.GetLeftPart(UriPartial.Authority);

    /// <summary>Scheme, host and port of <see cref="DeviceUrl"/>, once validated.</summary>
    public string DeviceOrigin => DeviceUrl!.GetLeftPart(UriPartial.Authority);

    public string EffectiveRelyingPartyId => RelyingPartyId ?? Url.Host;

    /// <summary>The same options with names in lower case, or the first setting that cannot work.</summary>
    public Result<ServerOptions> Validate()
    {
        if (!Url.IsAbsoluteUri || Url.Scheme != Uri.UriSchemeHttps || Url.PathAndQuery != "/" || Url.UserInfo.Length > 0)
            return new Refusal(Catalogue.ServerConfiguration.UrlInvalid, Url.ToString());
        if (TlsCertificate is null != TlsKey is null)
            return Catalogue.ServerConfiguration.TlsPairIncomplete;
        if (TenantDomain is not null && Uri.CheckHostName(TenantDomain) != UriHostNameType.Dns)
            return new Refusal(Catalogue.ServerConfiguration.TenantDomainInvalid, TenantDomain);

        if (SignInLogDays is < 1 or > 3650 || SignInStatisticsDays is < 1 or > 3650)
            return Catalogue.Audit.RetentionInvalid;

        if (Pkcs11Uri is null != Pkcs11PinFile is null)
            return Catalogue.KeyCustody.OptionsIncomplete;
        TokenSettings? token = null;
        if (Pkcs11Uri is not null && !TokenSettings.Parse(Pkcs11Uri, Pkcs11PinFile!).TryGet(out token, out var refusal))
            return refusal;

        var relyingPartyId = EffectiveRelyingPartyId.ToLowerInvariant();
        if (Url.Host != relyingPartyId && !Url.Host.EndsWith('.' + relyingPartyId, StringComparison.Ordinal))
            return new Refusal(Catalogue.ServerConfiguration.RelyingPartyIdInvalid, relyingPartyId);
        if (!ValidateDeviceUrl().TryGet(out var deviceUrl, out var deviceRefusal) || !ValidateDeviceListen().TryGet(out var deviceListen, out deviceRefusal))
            return deviceRefusal;
        return this with
        {
            DataDirectory = Path.GetFullPath(DataDirectory),
            TenantDomain = TenantDomain?.ToLowerInvariant(),
            RelyingPartyId = relyingPartyId,
            DeviceUrl = deviceUrl,
            DeviceListen = deviceListen.EndPoint,
            Token = token,
        };
    }

    private Result<Uri> ValidateDeviceUrl()
    {
        if (DeviceUrl is null && Url.Port == IPEndPoint.MaxPort)
            return new Refusal(Catalogue.ServerConfiguration.DeviceUrlInvalid, Origin);
        var url = DeviceUrl ?? new UriBuilder(Url) { Port = Url.Port + 1 }.Uri;
        if (!url.IsAbsoluteUri || url.Scheme != Uri.UriSchemeHttps || url.PathAndQuery != "/" || url.UserInfo.Length > 0 || url.GetLeftPart(UriPartial.Authority) == Origin)
            return new Refusal(Catalogue.ServerConfiguration.DeviceUrlInvalid, url.ToString());
        return TlsCertificate is null && url.IdnHost != Url.IdnHost ? new Refusal(Catalogue.ServerConfiguration.DeviceHostDiffers, url.Host) : url;
    }

    private Result<Binding> ValidateDeviceListen()
    {
        if (DeviceListen is { Port: not 0 } && DeviceListen.Equals(Listen))
            return new Refusal(Catalogue.ServerConfiguration.DeviceListenInvalid, DeviceListen.ToString());
        if (DeviceListen is not null || Listen is null)
            return new Binding(DeviceListen);
        // Port 0 lets the system choose, which only tests ask for.
        return Listen.Port == IPEndPoint.MaxPort
            ? new Refusal(Catalogue.ServerConfiguration.DeviceListenInvalid, Listen.ToString())
            : new Binding(new IPEndPoint(Listen.Address, Listen.Port == 0 ? 0 : Listen.Port + 1));
    }
}
