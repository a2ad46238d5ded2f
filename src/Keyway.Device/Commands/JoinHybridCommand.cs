using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Keyway.Device.IdentityServer;
using Keyway.Device.Joining.Hybrid;
using Keyway.Device.State;
using Keyway.Errors;

namespace Keyway.Device.Commands;

/// <summary><c>keyway join hybrid</c></summary>
internal sealed class JoinHybridCommand
{
    private static readonly TimeSpan UsualWait = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly SharedOptions _shared;
    private readonly DomainSearchOptions _search = new();
    private readonly Option<string> _keytab = KeytabOption();
    private readonly Option<string?> _domain = new("--domain") { Description = "The computer's domain, when the keytab is of several.", HelpName = "DOMAIN" };
    private readonly Option<TimeSpan?> _wait = new("--wait") { Description = "How long to wait for the sync of the domain, such as 10m, 90s or 0. [default: 10m]", HelpName = "TIME", CustomParser = ReadWait };
    private readonly Option<string?> _server = new("--server") { Description = "The identity server; the one that the domain names when left out.", HelpName = "URL" };
    private readonly Option<string?> _caFile = new("--ca-file") { Description = "PEM file of the authority that certifies the server; the one that the domain names when left out.", HelpName = "FILE" };
    private readonly Option<string> _name = JoinCommand.NameOption();
    private readonly Option<string> _tpm = KeyStoreOption.Create();

    private JoinHybridCommand(SharedOptions shared) => _shared = shared;

    /// <summary>The file with the keys of the computer's own account.</summary>
    public static Option<string> KeytabOption() =>
        new("--keytab") { Description = "The keytab with the computer's own account.", HelpName = "FILE", DefaultValueFactory = _ => "/etc/krb5.keytab" };

    public static Command Create(SharedOptions shared)
    {
        var definition = new JoinHybridCommand(shared);
        var command = new Command("hybrid", "Join by the computer's own account in its domain. Exit code 6: the domain was not synced to the server in time; run it again.");
        foreach (Option option in new Option[] { definition._keytab, definition._domain, definition._wait, definition._server, definition._caFile, definition._name, definition._tpm })
            command.Add(option);
        definition._search.AddTo(command);
        command.SetAction(definition.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult line, CancellationToken cancellationToken)
    {
        const string Failed = "This computer was not joined";
        var output = new CommandOutput(line.GetValue(_shared.Json));
        var folder = _shared.Folder(line);
        var keytab = Path.GetFullPath(line.GetRequiredValue(_keytab));
        if (!ReadOrder(line).TryGet(out var order, out var refusal))
            return output.Refuse(Failed, refusal);
        var signIn = new ComputerSignIn(folder, keytab, line.GetValue(_domain), _search.Read(line), TimeProvider.System);
        var outcome = await new HybridJoinJourney(folder, signIn, keytab, output.Report, output.Screen, TimeProvider.System).RunAsync(order, cancellationToken);
        if (outcome.TryGet(out var device, out refusal))
            return JoinCommand.Tell(output, device, JoinCommand.Policy(folder));
        var reached = new JsonObject { ["step"] = new DeviceState(folder).ReadPending().TryGet(out var pending, out _) ? pending.Step : null };
        return output.Refuse(refusal.Error == Catalogue.Device.SyncPending ? "The join has begun and waits for the sync" : Failed, refusal, reached);
    }

    private Result<HybridJoinOrder> ReadOrder(ParseResult line)
    {
        ServerAddress? address = null;
        ServerTrust? trust = null;
        if (line.GetValue(_server) is { } url && !ServerAddress.Parse(url).TryGet(out address, out var refusal))
            return refusal;
        if (line.GetValue(_caFile) is { } file && !ServerTrust.FromFile(file).TryGet(out trust, out refusal))
            return refusal;
        return new HybridJoinOrder(address, trust, line.GetRequiredValue(_name), line.GetValue(_wait) ?? UsualWait, TimeSpan.FromSeconds(5), KeyStoreOption.Read(line, _tpm));
    }

    private static TimeSpan? ReadWait(System.CommandLine.Parsing.ArgumentResult argument)
    {
        if (argument.Tokens is [{ Value: { Length: > 0 } text }])
        {
            var unit = text[^1] switch { 's' => 1, 'm' => 60, 'h' => 3600, _ => 0 };
            if (double.TryParse(unit == 0 ? text : text[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                && number * Math.Max(unit, 1) <= LongestWait.TotalSeconds)
                return TimeSpan.FromSeconds(number * Math.Max(unit, 1));
        }

        argument.AddError("--wait takes a time such as 10m, 90s or 0, at most 24h.");
        return TimeSpan.Zero;
    }
}
