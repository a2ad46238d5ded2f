using System.CommandLine;
using Keyway.Device.IdentityServer;
using Keyway.Device.State;
using Keyway.Errors;

namespace Keyway.Device.Commands;

/// <summary>Which identity server, and who may certify it; where a command line says nothing, the server that the computer is joined to.</summary>
internal sealed class ServerOptions
{
    private readonly bool _optional;

    /// <param name="optional">Whether the server of the join may stand in.</param>
    public ServerOptions(bool optional)
    {
        _optional = optional;
        Server = new("--server")
        {
            Description = optional ? "The identity server; the one this computer is joined to when left out." : "The identity server, such as https://login.example.org.",
            HelpName = "URL",
            Required = !optional,
        };
    }

    public Option<string?> Server { get; }

    public Option<string?> CaFile { get; } = new("--ca-file")
    {
        Description = "PEM file of the authority that certifies the server; those of the system when left out.",
        HelpName = "FILE",
    };

    public void AddTo(Command command)
    {
        command.Add(Server);
        command.Add(CaFile);
    }

    /// <summary>Address and trust.</summary>
    public Result<(ServerAddress Address, ServerTrust Trust)> Read(ParseResult line, DeviceFolder folder)
    {
        var url = line.GetValue(Server);
        var trust = ServerTrust.FromFile(line.GetValue(CaFile));
        if (url is null && _optional)
        {
            if (!new DeviceState(folder).ReadDescription().TryGet(out var device, out var notJoined))
                return notJoined;
            url = device.Server;
            if (line.GetValue(CaFile) is null)
                trust = ServerTrust.FromPem(device.TrustedAuthorities);
        }

        if (!ServerAddress.Parse(url ?? string.Empty).TryGet(out var address, out var refusal))
            return refusal;
        return trust.TryGet(out var trusted, out refusal) ? (address, trusted) : refusal;
    }
}
