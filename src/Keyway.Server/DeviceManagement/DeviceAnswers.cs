using Keyway.Contracts.DeviceManagement;
using Keyway.Errors;

namespace Keyway.Server.DeviceManagement;

/// <summary>What a device answered to the last message: one status for each command, and a value for each leaf that it could read. Anything less, more or twice is refused.</summary>
internal sealed class DeviceAnswers
{
    private readonly Dictionary<int, int> _statuses = [];
    private readonly Dictionary<int, int> _values = [];

    private DeviceAnswers()
    {
    }

    public static Result<DeviceAnswers> Read(ManagementSession session, SyncMlMessage message)
    {
        var answers = new DeviceAnswers();
        if (message.Commands is not [{ Verb: SyncMlVerb.Status, CommandRef: 0, Answered: SyncMl.HeaderName, Code: SyncMl.Ok }, ..])
            return Wrong("the header is not answered first, by 200");
        var sent = session.Sent.ToDictionary(command => command.Id);
        foreach (var answer in message.Commands.Where(command => command.Verb is SyncMlVerb.Status or SyncMlVerb.Results))
        {
            if (answer.MessageRef != session.MessageId)
                return Wrong($"an answer to message {answer.MessageRef}");
            var known = sent.GetValueOrDefault(answer.CommandRef!.Value);
            if (answer.Verb == SyncMlVerb.Status)
            {
                if ((known is null && answer.CommandRef != 0) || (known is not null && answer.Answered != known.Verb.ToString()) || !answers._statuses.TryAdd(answer.CommandRef.Value, answer.Code!.Value))
                    return Wrong($"a status for command {answer.CommandRef}");
            }
            else if (known is not { Verb: SyncMlVerb.Get } || !answers.AddValue(known, answer.Items))
            {
                return Wrong($"a result for command {answer.CommandRef}");
            }
        }

        foreach (var command in session.Sent)
        {
            if (!answers._statuses.TryGetValue(command.Id, out var status))
                return Wrong($"no status for command {command.Id}");
            if (command.Verb == SyncMlVerb.Get && (status == SyncMl.Ok) != answers._values.ContainsKey(command.Id))
                return Wrong($"status {status} and the result of command {command.Id}");
        }

        return answers;
    }

    public int StatusOf(SentCommand command) => _statuses[command.Id];

    /// <summary>The value that the device has; null for none.</summary>
    public int? ValueOf(SentCommand command) => _values.TryGetValue(command.Id, out var value) ? value : null;

    private bool AddValue(SentCommand command, IReadOnlyList<SyncMlItem> items)
    {
        var setting = Setting(command.Setting);
        return items is [{ Source: var source, Data: var data }] && source == setting.Uri && setting.Read(data) is { } value && _values.TryAdd(command.Id, value);
    }

    private static ManagedSetting Setting(string name) => ManagedSetting.All.Single(setting => setting.Name == name);

    private static Refusal Wrong(string what) => new(Catalogue.DeviceManagement.AnswerWrong, what);
}
