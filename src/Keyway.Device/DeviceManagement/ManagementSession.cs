using System.Security.Cryptography;
using Keyway.Contracts.DeviceManagement;
using Keyway.Errors;

namespace Keyway.Device.DeviceManagement;

/// <summary>
/// The client's half of a session ([MS-MDM] 3.2): says who it is, does what the server's messages say, and answers each command, until there is none. What a message
/// changes is kept as a whole before it is answered; if that fails, nothing of it holds.
/// </summary>
/// <param name="deviceId">This computer.</param>
/// <param name="url">The URL of the session.</param>
/// <param name="exchange">Sends a message and gets the server's.</param>
/// <param name="keep">Keeps the values from now on.</param>
internal sealed class ManagementSession(
    Guid deviceId, string url, Func<SyncMlMessage, Task<Result<SyncMlMessage>>> exchange, Func<IReadOnlyDictionary<string, int>, Result<string>> keep)
{
    /// <summary>The server needs four at most.</summary>
    private const int MostMessages = 8;

    private readonly string _session = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
    private readonly List<RefusedSetting> _refused = [];
    private Refusal? _notKept;

    /// <param name="before">What device management has set so far, by URI.</param>
    /// <param name="facts">DevInfo.</param>
    /// <param name="somebodyIsSignedIn">What the alert of package 1 says.</param>
    public async Task<Result<ManagementOutcome>> RunAsync(IReadOnlyDictionary<string, int> before, IReadOnlyDictionary<string, string> facts, bool somebodyIsSignedIn)
    {
        var (values, commands) = (before, Package1(facts, somebodyIsSignedIn));
        for (var number = 1; number <= MostMessages; number++)
        {
            if (!(await exchange(new SyncMlMessage(_session, number, url, deviceId.ToString("D"), commands))).TryGet(out var reply, out var refusal)
                || Check(reply, number) is { } wrong && (refusal = wrong) is not null)
            {
                return refusal;
            }

            var asked = reply.Commands.Where(command => command.Verb != SyncMlVerb.Status).ToList();
            if (asked.Count == 0)
                return _notKept is null ? new ManagementOutcome(number, values, !Same(before, values), _refused) : _notKept;
            (values, commands) = Answer(reply, asked, values, facts);
        }

        return Catalogue.ManagedDevice.SessionEndless;
    }

    private static List<SyncMlCommand> Package1(IReadOnlyDictionary<string, string> facts, bool somebodyIsSignedIn) =>
    [
        new(SyncMlVerb.Alert, 1, [], Code: SyncMl.ClientInitiated),
        new(SyncMlVerb.Alert, 2, [new SyncMlItem(Type: SyncMl.LoginStatus, Data: somebodyIsSignedIn ? "user" : "others")], Code: SyncMl.ClientEvent),
        new(SyncMlVerb.Replace, 3, [.. facts.Select(fact => new SyncMlItem(Source: fact.Key, Data: fact.Value))]),
    ];

    private Refusal? Check(SyncMlMessage reply, int number)
    {
        if (reply.SessionId != _session || reply.MessageId != number || reply.Target != deviceId.ToString("D") || reply.Source != url)
            return new Refusal(Catalogue.ManagedDevice.ReplyMalformed, "the header");
        var statuses = reply.Commands.Where(command => command is { Verb: SyncMlVerb.Status }).ToList();
        if (statuses.Exists(status => status.MessageRef != number) || statuses.Count(status => status.CommandRef == 0) != 1)
            return new Refusal(Catalogue.ManagedDevice.ReplyMalformed, "the statuses");
        return statuses.Find(status => status.Code != SyncMl.Ok) is { } refused ? new Refusal(Catalogue.ManagedDevice.ServerRefusedMessage, $"{refused.Answered} {refused.Code}") : null;
    }

    private (IReadOnlyDictionary<string, int> Values, List<SyncMlCommand> Answers) Answer(
        SyncMlMessage reply, List<SyncMlCommand> asked, IReadOnlyDictionary<string, int> before, IReadOnlyDictionary<string, string> facts)
    {
        var tree = new ManagedTree(before, facts);
        var carriedOut = asked.ConvertAll(command => (Command: command, Status: tree.Apply(command, out var data), Data: data));
        var values = tree.Values;
        if (!Same(before, values) && !keep(values).TryGet(out _, out var refusal))
        {
            // All or nothing: what could not be kept was not carried out.
            _notKept = refusal;
            values = before;
            carriedOut = carriedOut.ConvertAll(done => done.Command.Verb != SyncMlVerb.Get && done.Status == SyncMl.Ok ? done with { Status = SyncMl.Failed } : done);
        }

        var answers = new List<SyncMlCommand> { Status(1, reply.MessageId, 0, SyncMl.HeaderName, SyncMl.Ok) };
        foreach (var (command, status, _) in carriedOut)
        {
            answers.Add(Status(answers.Count + 1, reply.MessageId, command.Id, command.Verb.ToString(), status));
            if (status != SyncMl.Ok && !(command.Verb == SyncMlVerb.Get && status == SyncMl.NotFound))
                _refused.Add(new RefusedSetting(command.Items is [{ Target: { } target }, ..] ? target : "", status));
        }

        foreach (var (command, _, data) in carriedOut.Where(done => done.Data is not null))
            answers.Add(new SyncMlCommand(SyncMlVerb.Results, answers.Count + 1, [new SyncMlItem(Source: command.Items[0].Target, Format: ManagedSetting.At(command.Items[0].Target) is null ? "chr" : "int", Data: data)], reply.MessageId, command.Id));
        return (values, answers);
    }

    private static SyncMlCommand Status(int id, int message, int command, string name, int code) => new(SyncMlVerb.Status, id, [], message, command, name, code);

    private static bool Same(IReadOnlyDictionary<string, int> one, IReadOnlyDictionary<string, int> other) =>
        one.Count == other.Count && one.All(value => other.TryGetValue(value.Key, out var same) && same == value.Value);
}
