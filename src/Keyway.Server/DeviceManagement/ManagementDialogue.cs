using Keyway.Contracts.DeviceManagement;
using Keyway.Errors;

namespace Keyway.Server.DeviceManagement;

/// <summary>
/// The server's half of a session ([MS-MDM] 3.1): asks for every setting, changes those that are not as wanted, asks again. It knows nothing of HTTP and of the store.
/// </summary>
internal static class ManagementDialogue
{
    /// <summary>Package 1: who the device is. The reply asks what it has.</summary>
    /// <param name="deviceId">Whose key was proven; the message must say the same.</param>
    /// <param name="self">The URL of the session.</param>
    /// <param name="wanted">What the profile wants of this device.</param>
    public static Result<ManagementTurn> Begin(SyncMlMessage message, Guid deviceId, string self, IReadOnlyList<SettingReport> wanted)
    {
        if (Check(message, deviceId, self) is { } refusal)
            return refusal;
        if (message.MessageId != 1)
            return Catalogue.DeviceManagement.SessionUnknown;
        if (message.Commands.Any(command => command.Verb is SyncMlVerb.Status or SyncMlVerb.Results)
            || !message.Commands.Any(command => command is { Verb: SyncMlVerb.Alert, Code: SyncMl.ClientInitiated }))
        {
            return new Refusal(Catalogue.DeviceManagement.AnswerWrong, "package 1 without alert 1201");
        }

        if (Leaf(message, SyncMl.DeviceIdNode) != deviceId.ToString("D"))
            return new Refusal(Catalogue.DeviceManagement.SenderForeign, SyncMl.DeviceIdNode);
        var facts = new DeviceFacts(Fact(message, SyncMl.ManufacturerNode), Fact(message, SyncMl.ModelNode), Fact(message, SyncMl.ClientVersionNode));
        return Turn(message, SessionPhase.Asked, wanted, Asking(wanted)) with { Facts = facts };
    }

    /// <summary>A later package: the answers. The reply has the next commands, or none, which ends the session.</summary>
    public static Result<ManagementTurn> Continue(ManagementSession session, SyncMlMessage message, Guid deviceId, string self)
    {
        if (Check(message, deviceId, self) is { } refusal)
            return refusal;
        if (message.SessionId != session.Id || message.MessageId != session.MessageId + 1)
            return Catalogue.DeviceManagement.SessionUnknown;
        if (!DeviceAnswers.Read(session, message).TryGet(out var answers, out refusal))
            return refusal;
        var sent = session.Sent.ToDictionary(command => command.Setting);
        if (session.Phase == SessionPhase.Changed)
        {
            IReadOnlyList<SettingReport> told = [.. session.Settings.Select(known => sent.TryGetValue(known.Setting, out var command) ? known with { Status = answers.StatusOf(command) } : known)];
            return Turn(message, SessionPhase.Verified, told, Asking(told));
        }

        IReadOnlyList<SettingReport> now = [.. session.Settings.Select(known => Learn(known, sent[known.Setting], answers, session.Phase))];
        var changes = session.Phase == SessionPhase.Asked ? now.Where(known => !known.IsAsWanted).Select(Changing).ToList() : [];
        return Turn(message, SessionPhase.Changed, now, changes);
    }

    private static Refusal? Check(SyncMlMessage message, Guid deviceId, string self) =>
        message.Source == deviceId.ToString("D") && message.Target == self ? null : new Refusal(Catalogue.DeviceManagement.SenderForeign, $"{message.Source} to {message.Target}");

    private static SettingReport Learn(SettingReport known, SentCommand asked, DeviceAnswers answers, SessionPhase phase)
    {
        var status = answers.StatusOf(asked);
        // That there is nothing is an answer, not a failure; and what became of a change is worth more than that it could be read afterwards.
        var failed = status is not (SyncMl.Ok or SyncMl.NotFound);
        return known with { Reported = answers.ValueOf(asked), Status = failed ? status : phase == SessionPhase.Verified ? known.Status : SyncMl.Ok };
    }

    private static IEnumerable<(SyncMlVerb Verb, ManagedSetting Setting, int? Value)> Asking(IEnumerable<SettingReport> settings) =>
        settings.Select(known => (SyncMlVerb.Get, Setting(known), (int?)null));

    private static (SyncMlVerb Verb, ManagedSetting Setting, int? Value) Changing(SettingReport known) => (
        known.Wanted is null ? SyncMlVerb.Delete : known.Reported is null ? SyncMlVerb.Add : SyncMlVerb.Replace, Setting(known), known.Wanted);

    private static ManagementTurn Turn(
        SyncMlMessage message, SessionPhase phase, IReadOnlyList<SettingReport> settings, IEnumerable<(SyncMlVerb Verb, ManagedSetting Setting, int? Value)> wanted)
    {
        var commands = new List<SyncMlCommand> { Answer(1, message.MessageId, 0, SyncMl.HeaderName, SyncMl.Ok) };
        // Status and Results are answers themselves and get none ([OMA-DM-RepPro] 6.6).
        foreach (var command in message.Commands.Where(command => command.Verb is not (SyncMlVerb.Status or SyncMlVerb.Results)))
            commands.Add(Answer(commands.Count + 1, message.MessageId, command.Id, command.Verb.ToString(), IsUnderstood(command) ? SyncMl.Ok : SyncMl.NotAllowed));
        var sent = new List<SentCommand>();
        foreach (var (verb, setting, value) in wanted)
        {
            var id = commands.Count + 1;
            var data = value?.ToString(System.Globalization.CultureInfo.InvariantCulture);
            commands.Add(new SyncMlCommand(verb, id, [data is null ? new SyncMlItem(setting.Uri) : new SyncMlItem(setting.Uri, Format: "int", Type: "text/plain", Data: data)]));
            sent.Add(new SentCommand(id, verb, setting.Name));
        }

        var reply = new SyncMlMessage(message.SessionId, message.MessageId, message.Source, message.Target, commands);
        return new ManagementTurn(reply, sent.Count == 0 ? null : new ManagementSession(message.SessionId, message.MessageId, phase, sent, settings), settings);
    }

    private static SyncMlCommand Answer(int id, int message, int command, string name, int code) => new(SyncMlVerb.Status, id, [], message, command, name, code);

    // What a device may send of its own accord: alerts, and its DevInfo in the first message.
    private static bool IsUnderstood(SyncMlCommand command) =>
        command is { Verb: SyncMlVerb.Alert, Code: SyncMl.ClientInitiated or SyncMl.ClientEvent }
        || (command.Verb == SyncMlVerb.Replace && command.Items.All(item => item.Source?.StartsWith("./DevInfo/", StringComparison.Ordinal) == true));

    private static string? Leaf(SyncMlMessage message, string node) =>
        message.Commands.Where(command => command.Verb == SyncMlVerb.Replace).SelectMany(command => command.Items).Where(item => item.Source == node).Select(item => item.Data).SingleOrDefaultOfMany();

    private static string Fact(SyncMlMessage message, string node) =>
        Leaf(message, node) is { } text ? new string([.. text.Where(c => !char.IsControl(c)).Take(64)]) : "";

    private static string? SingleOrDefaultOfMany(this IEnumerable<string?> leaves) => leaves.Take(2).ToList() is [var only] ? only : null;

    private static ManagedSetting Setting(SettingReport known) => ManagedSetting.All.Single(setting => setting.Name == known.Setting);
}
