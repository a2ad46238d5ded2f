using Keyway.Contracts.DeviceManagement;
using Keyway.Device.Daemon.Sessions;
using Keyway.Device.IdentityServer;
using Keyway.Device.State;
using Keyway.Device.Terminal;
using Keyway.Errors;

namespace Keyway.Device.DeviceManagement;

/// <summary>Enrol when it is the first time, or when the server says that we are not; then a session. What came of it is written down either way.</summary>
internal sealed class ManagementJourney(DeviceFolder folder, JourneyReport report, TimeProvider time)
{
    private readonly ManagementRecords _records = new(folder);
    private readonly ManagedSettings _settings = new(folder);

    public async Task<Result<ManagementOutcome>> RunAsync(CancellationToken cancellationToken)
    {
        if (!new DeviceState(folder).ReadJoined().TryGet(out var joined, out var refusal))
            return refusal;
        using (joined)
        {
            if (!DeviceServiceClient.Open(joined).TryGet(out var server, out refusal))
                return refusal;
            using (server)
            {
                var outcome = await SpeakAsync(joined.Device, server, cancellationToken);
                var record = _records.Read(joined.Device.DeviceId) with { LastTry = time.GetUtcNow(), Error = outcome.TryGet(out _, out refusal) ? null : refusal.Code };
                if (outcome.Succeeded)
                    record = record with { LastSession = time.GetUtcNow() };
                // Who left meanwhile leaves nothing of ours behind.
                if (IsStill(joined.Device.DeviceId))
                    _records.Write(record);
                return outcome;
            }
        }
    }

    private async Task<Result<ManagementOutcome>> SpeakAsync(JoinedDevice device, DeviceServiceClient server, CancellationToken cancellationToken)
    {
        var enrolled = _records.Read(device.DeviceId).EnrolledOn is not null;
        if (!enrolled && await EnrolAsync(device, server, cancellationToken) is { } refusal)
            return refusal;
        var outcome = await SessionAsync(device, server, cancellationToken);
        if (!enrolled || outcome.TryGet(out _, out var refused) || refused.Error != Catalogue.DeviceManagement.NotEnrolled)
            return outcome;
        // We were disabled for a while, or joined anew: the server knows this enrolment no more.
        return await EnrolAsync(device, server, cancellationToken) is { } again ? again : await SessionAsync(device, server, cancellationToken);
    }

    private async Task<Refusal?> EnrolAsync(JoinedDevice device, DeviceServiceClient server, CancellationToken cancellationToken)
    {
        var enrolled = await report.StepAsync(
            "Enrol", async () => Check(await server.EnrolAsync(cancellationToken), device.DeviceId), enrolment => enrolment.Account is { } account ? $"for {account}" : "for nobody in particular");
        if (!enrolled.TryGet(out var enrolment, out var refusal))
            return refusal;
        return _records.Write(_records.Read(device.DeviceId) with { EnrolledOn = enrolment.EnrolledOn, Account = enrolment.Account }).TryGet(out _, out refusal) ? null : refusal;
    }

    private static Result<ManagementEnrolment> Check(Result<ManagementEnrolment> answer, Guid deviceId) =>
        answer.TryGet(out var enrolment, out _) && enrolment.DeviceId != deviceId ? new Refusal(Catalogue.ManagedDevice.ReplyMalformed, "an enrolment of another device") : answer;

    private Task<Result<ManagementOutcome>> SessionAsync(JoinedDevice device, DeviceServiceClient server, CancellationToken cancellationToken)
    {
        var session = new ManagementSession(device.DeviceId, server.ManagementUrl, message => server.ExchangeAsync(message, cancellationToken), values => Keep(device.DeviceId, values));
        // A file that is damaged sets nothing: the session makes it anew.
        var before = _settings.Read().TryGet(out var values, out _) ? values : new Dictionary<string, int>();
        return report.StepAsync(
            "Session",
            async () => Confirm(await session.RunAsync(before, ComputerFacts.Of(device.DeviceId), Directory.EnumerateFiles(folder.Path, KeptSessions.Files).Any()), device.DeviceId),
            outcome => $"{outcome.Messages} messages, {(outcome.Changed ? "settings changed" : "nothing changed")}");
    }

    /// <summary>Writes down that the values hold as of now, also when none has changed.</summary>
    private Result<ManagementOutcome> Confirm(Result<ManagementOutcome> ended, Guid deviceId) =>
        ended.TryGet(out var outcome, out var refusal) && Keep(deviceId, outcome.Values).TryGet(out _, out refusal) ? outcome : refusal;

    /// <summary>Under the lock that joins and leaves hold: nobody's settings become those of another join.</summary>
    private Result<string> Keep(Guid deviceId, IReadOnlyDictionary<string, int> values)
    {
        if (!folder.Lock().TryGet(out var held, out var refusal))
            return new Refusal(Catalogue.ManagedDevice.SettingsNotKept, refusal.ToString());
        using (held)
        {
            if (!IsStill(deviceId))
                return Catalogue.ManagedDevice.JoinChanged;
            return _settings.Write(values, time.GetUtcNow()).TryGet(out var file, out refusal) ? file : new Refusal(Catalogue.ManagedDevice.SettingsNotKept, refusal.ToString());
        }
    }

    private bool IsStill(Guid deviceId) => new DeviceState(folder).ReadDescription().TryGet(out var now, out _) && now.DeviceId == deviceId;
}
