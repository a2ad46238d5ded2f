using System.CommandLine;
using System.Text.Json.Nodes;
using Keyway.Device.Locating;
using Keyway.Device.Terminal;

namespace Keyway.Device.Commands;

/// <summary><c>keyway domain locate</c></summary>
internal sealed class LocateCommand
{
    private readonly SharedOptions _shared;
    private readonly DomainSearchOptions _search = new();
    private readonly Argument<string> _domain = new("DOMAIN") { Description = "DNS name of the domain." };
    private readonly Option<bool> _kdc = new("--kdc") { Description = "One that runs a KDC." };
    private readonly Option<bool> _keyList = new("--keylist") { Description = "One that answers key list requests. A Samba DC never says so." };
    private readonly Option<bool> _writable = new("--writable") { Description = "One that takes changes." };
    private readonly Option<bool> _primary = new("--pdc") { Description = "The primary domain controller." };
    private readonly Option<bool> _catalog = new("--gc") { Description = "A global catalog." };
    private readonly Option<string?> _site = new("--site") { Description = "The site to look in; what the domain controllers say of us when left out.", HelpName = "SITE" };

    private LocateCommand(SharedOptions shared) => _shared = shared;

    public static Command Create(SharedOptions shared)
    {
        var definition = new LocateCommand(shared);
        var command = new Command("locate", "Find the domain controller that fits best, as nltest /dsgetdc does.") { definition._domain };
        foreach (Option option in new Option[] { definition._kdc, definition._keyList, definition._writable, definition._primary, definition._catalog, definition._site })
            command.Add(option);
        definition._search.AddTo(command);
        command.SetAction(definition.RunAsync);
        return command;
    }

    /// <summary>Finds and tells; shared with <c>nltest</c>.</summary>
    /// <returns>0, or 1 as nltest has it for whatever reason.</returns>
    public static async Task<int> RunAsync(LocateOrder order, CommandOutput output, CancellationToken cancellationToken)
    {
        if (!(await DomainLocation.FindAsync(order, cancellationToken)).TryGet(out var found, out var refusal))
        {
            output.Refuse("No domain controller was found", refusal, null, DomainLocation.Failure(refusal));
            return ExitCode.Refused;
        }

        var document = new JsonObject
        {
            ["domainController"] = found.HostName,
            ["address"] = found.Address.ToString(),
            ["domainGuid"] = found.DomainGuid,
            ["domain"] = found.DomainName,
            ["forest"] = found.ForestName,
            ["netBiosDomain"] = found.NetBiosDomain,
            ["domainControllerSite"] = found.DcSite,
            ["ownSite"] = found.ClientSite,
            ["writable"] = found.IsWritable,
            ["flags"] = new JsonArray([.. NltestFlags.Of(found).Select(flag => (JsonNode)flag)]),
        };
        return output.Done(document, DomainLocation.Block(found));
    }

    private Task<int> RunAsync(ParseResult line, CancellationToken cancellationToken)
    {
        var search = _search.Read(line);
        return RunAsync(
            new LocateOrder(line.GetRequiredValue(_domain))
            {
                Kdc = line.GetValue(_kdc),
                KeyList = line.GetValue(_keyList),
                Writable = line.GetValue(_writable),
                Primary = line.GetValue(_primary),
                GlobalCatalog = line.GetValue(_catalog),
                Site = line.GetValue(_site),
                NameServer = search.NameServer,
                DomainControllers = search.DomainControllers,
            },
            new CommandOutput(line.GetValue(_shared.Json)),
            cancellationToken);
    }
}
