using System.CommandLine;
using System.Net;
using Keyway.Errors;

namespace Keyway.Server.Hosting;

/// <summary><c>keyway-server run|init|key-custody|audit|metadata</c> and their options.</summary>
internal static class CommandLine
{
    private static readonly Option<string> Data = new("--data") { Description = "Directory of the store, the keys and the server's certificate", Required = true };
    private static readonly Option<string> Url = new("--url") { Description = "Address of the server, such as https://login.contoso.com", DefaultValueFactory = _ => "https://localhost:8443" };
    private static readonly Option<string> TenantName = new("--tenant-name") { Description = "Name of the organisation (first start only)", DefaultValueFactory = _ => "Keyway" };
    private static readonly Option<string?> TenantDomain = new("--tenant-domain") { Description = "DNS domain of the organisation, such as contoso.com (needed at the first start)" };
    private static readonly Option<string?> RelyingPartyId = new("--rp-id") { Description = "WebAuthn relying party id; the host of --url when left out" };
    private static readonly Option<string?> TlsCertificate = new("--tls-certificate") { Description = "PEM file of the certificate and its chain" };
    private static readonly Option<string?> TlsKey = new("--tls-key") { Description = "PEM file of the certificate's key" };
    private static readonly Option<string?> Listen = new("--listen") { Description = "IP address and port to bind, when that is not the host and port of --url" };
    private static readonly Option<string?> DeviceUrl = new("--device-url") { Description = "Address at which devices show their certificates, such as https://login.contoso.com:8444; the host of --url and the next port when left out" };
    private static readonly Option<string?> DeviceListen = new("--device-listen") { Description = "IP address and port to bind for devices, when that is not the host and port of --device-url; the address of --listen and the next port when only --listen is set" };
    private static readonly Option<string?> Pkcs11Uri = new("--pkcs11-uri") { Description = "Key of a token that keeps the key-encryption key, such as pkcs11:token=keyway;object=key-encryption" };
    private static readonly Option<string?> Pkcs11PinFile = new("--pkcs11-pin-file") { Description = "File of mode 0600 with the token's PIN" };
    private static readonly Option<int> SignInLogDays = new("--sign-in-log-days") { Description = "Days that a sign-in is kept with its person, address and device, 1 to 3650", DefaultValueFactory = _ => 90 };
    private static readonly Option<int> SignInStatisticsDays = new("--sign-in-statistics-days") { Description = "Days that the counts of sign-ins are kept, 1 to 3650", DefaultValueFactory = _ => 400 };
    private static readonly Option<bool> ShortenAddresses = new("--shorten-addresses") { Description = "Keep only the network of an address in the sign-in log: /24 of IPv4, /48 of IPv6" };
    private static readonly Option<string?> Metadata = new("--metadata") { Description = "Metadata BLOB of the FIDO Metadata Service; imported at the start and when the file changes" };
    private static readonly Option<string?> MetadataRoot = new("--metadata-root") { Description = "PEM file of the roots of the metadata's signer; GlobalSign Root CA - R3 when left out" };
    private static readonly Option<bool> EnterpriseAttestation = new("--enterprise-attestation") { Description = "Ask new keys for attestation that names the single device; only keys made for this relying party give it" };
    private static readonly Option<bool> Json = new("--json") { Description = "Print JSON for programs" };

    private static readonly Option<bool> Recover = new("--recover") { Description = "Print a code also when the first administrator has a key: when it is lost" };

    public static RootCommand Create()
    {
        var init = new Command("init", "Make the store, the keys and the first administrator, and print the one-time code");
        var run = new Command("run", "Run the server; the first start does what init does");
        foreach (var command in new[] { init, run })
        {
            foreach (var option in new Option[]
            {
                Data, Url, TenantName, TenantDomain, RelyingPartyId, TlsCertificate, TlsKey, Listen, DeviceUrl, DeviceListen, Pkcs11Uri, Pkcs11PinFile, Metadata, MetadataRoot,
                SignInLogDays, SignInStatisticsDays, ShortenAddresses, EnterpriseAttestation, Json,
            })
                command.Add(option);
        }

        init.Add(Recover);
        init.SetAction((parsed, cancellation) => WithOptions(parsed, options => ServerCommands.InitAsync(options, parsed.GetValue(Json), parsed.GetValue(Recover), cancellation)));
        run.SetAction((parsed, cancellation) => WithOptions(parsed, options => ServerCommands.RunAsync(options, parsed.GetValue(Json), cancellation)));
        return new RootCommand("Keyway's identity server") { init, run, CustodyCommands.Create(), AuditCommands.Create(), MetadataCommands.Create() };
    }

    private static Task<int> WithOptions(ParseResult parsed, Func<ServerOptions, Task<int>> command)
    {
        if (!ParseAddress(parsed.GetValue(Listen), Catalogue.ServerConfiguration.ListenInvalid).TryGet(out var listen, out var refusal)
            || !ParseAddress(parsed.GetValue(DeviceListen), Catalogue.ServerConfiguration.DeviceListenInvalid).TryGet(out var deviceListen, out refusal))
        {
            return Task.FromResult(Terminal.Refused("start the server", refusal));
        }

        if (!Uri.TryCreate(parsed.GetValue(Url), UriKind.Absolute, out var url))
            return Task.FromResult(Terminal.Refused("start the server", Catalogue.ServerConfiguration.UrlInvalid));
        Uri? deviceUrl = null;
        if (parsed.GetValue(DeviceUrl) is { } text && !Uri.TryCreate(text, UriKind.Absolute, out deviceUrl))
            return Task.FromResult(Terminal.Refused("start the server", new Refusal(Catalogue.ServerConfiguration.DeviceUrlInvalid, text)));
        return command(new ServerOptions
        {
            DataDirectory = parsed.GetValue(Data)!,
            Url = url,
            TenantName = parsed.GetValue(TenantName)!,
            TenantDomain = parsed.GetValue(TenantDomain),
            RelyingPartyId = parsed.GetValue(RelyingPartyId),
            TlsCertificate = parsed.GetValue(TlsCertificate),
            TlsKey = parsed.GetValue(TlsKey),
            Listen = listen.EndPoint,
            DeviceUrl = deviceUrl,
            DeviceListen = deviceListen.EndPoint,
            Pkcs11Uri = parsed.GetValue(Pkcs11Uri),
            Pkcs11PinFile = parsed.GetValue(Pkcs11PinFile),
            SignInLogDays = parsed.GetValue(SignInLogDays),
            SignInStatisticsDays = parsed.GetValue(SignInStatisticsDays),
            ShortenAddresses = parsed.GetValue(ShortenAddresses),
            MetadataFile = parsed.GetValue(Metadata),
            MetadataRootFile = parsed.GetValue(MetadataRoot),
            EnterpriseAttestation = parsed.GetValue(EnterpriseAttestation),
        });
    }

    private static Result<Binding> ParseAddress(string? text, KeywayError invalid)
    {
        if (text is null)
            return new Binding(null);
        return IPEndPoint.TryParse(text, out var address) && address.Port != 0 ? new Binding(address) : new Refusal(invalid, text);
    }
}
