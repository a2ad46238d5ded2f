using Keyway.Device.Locating;
using Keyway.Device.Terminal;
using Keyway.Errors;

namespace Keyway.Device.Commands;

/// <summary>The program under the name <c>nltest</c>: <c>/dsgetdc:DOMAIN</c> with its switches, and <c>--dc</c> and <c>--name-server</c> of our own.</summary>
internal static class NltestCommand
{
    private const string Usage = "Usage: nltest /dsgetdc:DOMAIN [/kdc] [/keylist] [/writable] [/pdc] [/gc] [/timeserv] [/site:SITE] [/force]";

    /// <summary>Runs a command line of nltest.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var output = new CommandOutput(json: false);
        if (arguments is ["/?" or "-?" or "/help" or "--help"])
        {
            output.Screen.Line(Usage);
            return ExitCode.Done;
        }

        if (Parse(arguments) is { } order)
            return await LocateCommand.RunAsync(order, output, cancellationToken);
        output.Screen.Line(Usage);
        return output.Refuse("The command was not run", new Refusal(Catalogue.Device.CommandLineUnclear, string.Join(' ', arguments)));
    }

    /// <summary>Reads the switches; null for one that is not known.</summary>
    internal static LocateOrder? Parse(IReadOnlyList<string> arguments)
    {
        LocateOrder? order = null;
        for (var i = 0; i < arguments.Count; i++)
        {
            // Windows programs take a dash for a slash.
            var text = arguments[i];
            if (text is "--dc" or "--domain-controller" or "--name-server" or "--nameserver")
            {
                if (order is null || ++i == arguments.Count)
                    return null;
                order = text.Contains("dc", StringComparison.Ordinal) || text.Contains("domain", StringComparison.Ordinal)
                    ? order with { DomainControllers = [.. order.DomainControllers, arguments[i]] }
                    : DomainSearchOptions.ParseNameServer(arguments[i]) is { } server ? order with { NameServer = server } : null;
                if (order is null)
                    return null;
                continue;
            }

            if (text.Length < 2 || text[0] is not ('/' or '-'))
                return null;
            var parts = text[1..].Split(':', 2);
            var value = parts.Length == 2 ? parts[1] : null;
            order = (parts[0].ToLowerInvariant(), value, order) switch
            {
                ("dsgetdc", { Length: > 0 }, null) => new LocateOrder(value),
                (_, _, null) => null,
                ("kdc", null, _) => order with { Kdc = true },
                ("keylist", null, _) => order with { KeyList = true },
                ("writable", null, _) => order with { Writable = true },
                ("pdc", null, _) => order with { Primary = true },
                ("gc", null, _) => order with { GlobalCatalog = true },
                ("timeserv" or "gtimeserv", null, _) => order with { TimeService = true },
                ("site", { Length: > 0 }, _) => order with { Site = value },

                // Nothing is cached here, every name is a DNS name and every domain controller a directory.
                ("force" or "ds" or "dsp" or "dns" or "ip" or "ret_dns" or "ldaponly" or "ds_6" or "try_next_closest_site", null, _) => order,
                _ => null,
            };
            if (order is null)
                return null;
        }

        return order;
    }
}
