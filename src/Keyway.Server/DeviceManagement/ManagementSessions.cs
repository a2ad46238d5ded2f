using Keyway.Contracts.DeviceManagement;
using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.Audit;
using Keyway.Server.Devices;
using Keyway.Server.Storage;

namespace Keyway.Server.DeviceManagement;

/// <summary>
/// Enrolment and sessions of devices. Each message is one unit of work: the device is still there and enabled, its nonce is spent, the session moves on, what was learned is
/// written down; or nothing of it.
/// </summary>
internal sealed class ManagementSessions(DurableWriter writer, AuditLog audit, EffectiveSettings effective, AccountDirectory accounts, TimeProvider time)
{
    private static readonly TimeSpan LongestSession = TimeSpan.FromMinutes(10);

    /// <summary>A device enrols itself; one that is enrolled stays as it is.</summary>
    public Task<Result<ManagementEnrolment>> EnrolAsync(PresentedDevice presented, CancellationToken cancellation)
    {
        var owner = presented.Device.OwnerId is { } id ? accounts.Find(id) : null;
        return writer.WriteAsync<ManagementEnrolment>(
            session =>
            {
                var now = time.GetUtcNow();
                var device = presented.Device.Id;
                if (presented.Record(session, now) is { } refusal)
                    return refusal;
                if (EnrolmentTable.Insert(session, device, now))
                    audit.Append(session, ManagementActivity.Enrolled, device, null, ("account", owner?.UserName ?? "none"));
                return new ManagementEnrolment(device, EnrolmentTable.Find(session, device)!.EnrolledOn, owner?.UserName);
            },
            cancellation);
    }

    /// <summary>Answers a message of a session.</summary>
    /// <param name="self">The URL that it was sent to.</param>
    public Task<Result<SyncMlMessage>> AnswerAsync(PresentedDevice presented, SyncMlMessage message, string self, CancellationToken cancellation)
    {
        var (device, owner) = (presented.Device.Id, presented.Device.OwnerId);
        IReadOnlyList<SettingReport> wanted = message.MessageId == 1 ? [.. effective.Of(device, owner).Select(setting => new SettingReport(setting.Setting.Name, setting.Value))] : [];
        return writer.WriteAsync<SyncMlMessage>(
            session =>
            {
                var now = time.GetUtcNow();
                if (presented.Record(session, now) is { } refusal)
                    return refusal;
                if (!EnrolmentTable.Touch(session, device, now))
                    return Catalogue.DeviceManagement.NotEnrolled;
                return Take(session, device, message, self, wanted, now).TryGet(out var turn, out refusal) ? turn.Reply : refusal;
            },
            cancellation);
    }

    private static Result<ManagementTurn> Take(StoreSession session, Guid device, SyncMlMessage message, string self, IReadOnlyList<SettingReport> wanted, DateTimeOffset now)
    {
        var begins = message.MessageId == 1;
        Result<ManagementTurn> taken = begins ? ManagementDialogue.Begin(message, device, self, wanted)
            : EnrolmentTable.FindSession(session, device, now - LongestSession) is { } known ? ManagementDialogue.Continue(known, message, device, self)
            : Catalogue.DeviceManagement.SessionUnknown;
        if (!taken.TryGet(out var turn, out var refusal))
            return refusal;
        if (turn.Facts is { } facts)
            EnrolmentTable.WriteFacts(session, device, facts);
        if (turn.Next is { } next)
        {
            EnrolmentTable.WriteSession(session, device, next, begins ? now : null);
        }
        else
        {
            EnrolmentTable.EndSession(session, device);
            EnrolmentTable.WriteReport(session, device, turn.Settings, now);
        }

        return turn;
    }
}
