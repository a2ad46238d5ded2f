using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using Keyway.Device.SignIn;

namespace Keyway.Device.Commands;

/// <summary>Where a command looks for domain controllers.</summary>
internal sealed class DomainSearchOptions
{
    private const int Dns = 53;

    public Option<IPEndPoint?> NameServer { get; } = new("--nameserver", "--name-server") { Description = "Name server that knows the domain; those of the system when left out.", HelpName = "IP[:PORT]", CustomParser = ReadNameServer };

    public Option<string[]> DomainControllers { get; } = new("--domain-controller", "--dc") { Description = "Ask this domain controller instead of looking one up; may stand several times.", HelpName = "HOST[=IP]", DefaultValueFactory = _ => [] };

    public void AddTo(Command command)
    {
        command.Add(NameServer);
        command.Add(DomainControllers);
    }

    /// <summary>The search that a command line asks for.</summary>
    public DomainSearch Read(ParseResult line, bool keyList = false) => new(line.GetValue(NameServer), line.GetValue(DomainControllers) ?? [], keyList);

    /// <summary>Reads <c>10.0.0.1</c> or <c>10.0.0.1:53</c>.</summary>
    public static IPEndPoint? ParseNameServer(string text) =>
        IPEndPoint.TryParse(text, out var endPoint) ? endPoint.Port == 0 ? new IPEndPoint(endPoint.Address, Dns) : endPoint : null;

    private static IPEndPoint? ReadNameServer(ArgumentResult argument)
    {
        if (argument.Tokens is [{ Value: var text }] && ParseNameServer(text) is { } endPoint)
            return endPoint;
        argument.AddError("--nameserver takes an address such as 10.0.0.1 or 10.0.0.1:53.");
        return null;
    }
}
