using System.Net;
using System.Text.Json;
using Keyway.Errors;
using Keyway.Kerberos.Exchange;

namespace Keyway.KeyList.Settings;

/// <summary>Reads the settings. Who can change them chooses to whom requests go, so nobody but the owner may.</summary>
internal static class SettingsFile
{
    /// <summary>Read when no other is named.</summary>
    public const string Usual = "/etc/keyway/keylist.json";

    private const int MaximumLength = 64 * 1024;
    private const int MostHosts = 16;
    private const UnixFileMode OthersWrite = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    public static Result<CompanionSettings> Read(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            if ((File.GetUnixFileMode(file.SafeFileHandle) & OthersWrite) != UnixFileMode.None)
                return new Refusal(Catalogue.KeyList.SettingsExposed, path);
            if (file.Length > MaximumLength)
                return new Refusal(Catalogue.KeyList.SettingsUnusable, path);
            return JsonSerializer.Deserialize(file, SettingsJson.Default.WrittenSettings) is { } written
                ? Check(written, Path.GetDirectoryName(Path.GetFullPath(path))!)
                : new Refusal(Catalogue.KeyList.SettingsUnusable, path);
        }
        catch (JsonException failure)
        {
            return new Refusal(Catalogue.KeyList.SettingsUnusable, $"{path}: line {failure.LineNumber + 1}");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return new Refusal(Catalogue.KeyList.SettingsUnusable, path);
        }
    }

    /// <param name="folder">What relative paths count from.</param>
    internal static Result<CompanionSettings> Check(WrittenSettings written, string folder)
    {
        if (!IsName(written.Domain) || !written.Domain!.Contains('.', StringComparison.Ordinal))
            return Invalid("domain: the DNS name of the domain");
        if (written.DomainControllers is not { Count: > 0 and <= MostHosts } hosts)
            return Invalid($"domainControllers: 1 to {MostHosts} of them, each a name or name=address");
        var kdcs = hosts.Select(Endpoint).OfType<KdcEndpoint>().ToList();
        if (kdcs.Count != hosts.Count)
            return Invalid("domainControllers: each is a name or name=address");

        if (written.Listen is not { Count: > 0 and <= MostHosts } listen)
            return Invalid($"listen: 1 to {MostHosts} addresses of this computer");
        var addresses = listen.Select(text => IPAddress.TryParse(text, out var address) ? address : null).OfType<IPAddress>().ToList();
        if (addresses.Count != listen.Count)
            return Invalid("listen: addresses, not names");

        // It would ask itself, for ever.
        if (kdcs.Any(kdc => kdc.Address is not null && addresses.Contains(kdc.Address)))
            return Invalid("listen: an address is a domain controller's");
        if (written.AccountFile is not { Length: > 0 } accountFile)
            return Invalid("accountFile: the file that keyway-connect kerberos-server set --account-file wrote");
        if (written.HostName is not null && !IsName(written.HostName))
            return Invalid("hostName: a DNS name");
        if (written.Connections is < 1 or > 65_536 || written.ConnectionsPerClient is < 1 or > 65_536 || written.RequestsPerClientPerSecond is < 1 or > 100_000)
            return Invalid("connections, connectionsPerClient: 1 to 65536; requestsPerClientPerSecond: 1 to 100000");

        return new CompanionSettings(
            written.Domain.ToLowerInvariant(), kdcs, hosts, addresses, Path.GetFullPath(accountFile, folder), written.CaFile is { Length: > 0 } ca ? Path.GetFullPath(ca, folder) : null,
            written.AnswerPings, written.HostName, new ClientLimits(written.Connections, written.ConnectionsPerClient, written.RequestsPerClientPerSecond));
    }

    private static KdcEndpoint? Endpoint(string? host)
    {
        var parts = host?.Split('=', 2) ?? [];
        IPAddress? address = null;
        return parts.Length > 0 && IsName(parts[0]) && (parts.Length == 1 || IPAddress.TryParse(parts[1], out address)) ? new KdcEndpoint(parts[0], address) : null;
    }

    private static bool IsName(string? name) => name is { Length: > 0 and <= 253 } && Uri.CheckHostName(name) == UriHostNameType.Dns;

    private static Refusal Invalid(string what) => new(Catalogue.KeyList.SettingInvalid, what);
}
