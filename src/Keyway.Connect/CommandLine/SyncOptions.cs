using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Keyway.Connect.Domain;
using Keyway.Connect.IdentityServer;
using Keyway.Connect.State;
using Keyway.Connect.Synchronization;

namespace Keyway.Connect.CommandLine;

/// <summary>The options of <c>sync</c> beyond those of the two sides.</summary>
internal sealed class SyncOptions
{
    private static readonly TimeSpan ShortestInterval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan UsualInterval = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestInterval = TimeSpan.FromDays(1);

    private readonly Option<string[]> _include = new("--ou") { Description = "Sync only what is below this organisational unit; may be repeated.", HelpName = "DN" };
    private readonly Option<string[]> _exclude = new("--exclude-ou") { Description = "Sync nothing below this organisational unit; may be repeated.", HelpName = "DN" };
    private readonly Option<string?> _group = new("--group") { Description = "Sync only this group, the groups in it, and their members.", HelpName = "NAME|DN" };
    private readonly Option<bool> _full = new("--full") { Description = "Compare everything, and not only what has changed." };
    private readonly Option<int?> _allow = new("--allow-deletions") { Description = "Let so many deletions through, once, when the guard has stopped them.", HelpName = "NUMBER" };
    private readonly Option<bool> _service = new("--service") { Description = "Go on until told to end, with a log of JSON lines." };
    private readonly Option<TimeSpan?> _interval = new("--interval") { Description = "How long the service waits between two cycles, such as 30s, 5m or 1h. [default: 30s]", HelpName = "TIME", CustomParser = ParseInterval };
    private readonly Option<int> _days = CheckCommands.RotationDays();

    public SyncOptions() => _allow.Validators.Add(result =>
    {
        if (result.GetValueOrDefault<int?>() is < 1)
            result.AddError("--allow-deletions takes the number that the guard has shown.");
    });

    /// <summary>Also of <c>status</c> and <c>reset</c>.</summary>
    public Option<string?> State { get; } = new("--state") { Description = "Folder of the local state; /var/lib/keyway-connect/DOMAIN when not given.", HelpName = "DIR" };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { State, _include, _exclude, _group, _full, _allow, _service, _interval, _days })
            command.Options.Add(option);
    }

    public string StatePath(ParseResult line, string domain) => line.GetValue(State) ?? StateFolder.UsualOf(domain);

    public bool IsService(ParseResult line) => line.GetValue(_service);

    public TimeSpan Interval(ParseResult line) => line.GetValue(_interval) ?? UsualInterval;

    public SyncSettings Read(ParseResult line, DomainAccess domain, ServerAccess server) => new(
        domain, server, new ScopeNames(line.GetValue(_include) ?? [], line.GetValue(_exclude) ?? [], line.GetValue(_group)),
        StatePath(line, domain.DnsName), line.GetValue(_days), line.GetValue(_full), line.GetValue(_allow));

    private static TimeSpan? ParseInterval(ArgumentResult result)
    {
        var text = result.Tokens is [{ Value: var value }] ? value : "";
        var unit = text is [.., 's'] ? TimeSpan.FromSeconds(1) : text is [.., 'm'] ? TimeSpan.FromMinutes(1) : text is [.., 'h'] ? TimeSpan.FromHours(1) : TimeSpan.Zero;
        if (unit != TimeSpan.Zero && int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= 86_400
            && unit * number is var interval && interval >= ShortestInterval && interval <= LongestInterval)
            return interval;
        result.AddError("--interval takes 5 seconds to 24 hours, such as 30s, 5m or 1h.");
        return ShortestInterval;
    }
}
