using System.Globalization;
using System.Text.Json;
using Keyway.Contracts;
using Keyway.Device.Daemon.People;
using Keyway.Device.State;
using Keyway.Errors;

namespace Keyway.Device.Daemon.Sessions;

/// <summary>Who is signed in on this computer: one file a person, replaced whole.</summary>
internal sealed class KeptSessions(DeviceFolder folder)
{
    /// <summary>The names of its files.</summary>
    public const string Files = "session-*.json";

    public Result<string> Write(LocalAccount account, KeptSession session) =>
        folder.Write(FileOf(account), JsonSerializer.SerializeToUtf8Bytes(session, DeviceJson.Default.KeptSession));

    /// <summary>The session of a person at this join of the computer, or <see cref="Catalogue.Device.NotJoined"/> when there is none.</summary>
    public Result<KeptSession> Find(LocalAccount account)
    {
        if (!folder.Read(FileOf(account), Catalogue.Device.NotJoined).TryGet(out var content, out var refusal))
            return refusal;
        return ContractsJson.TryRead(content, DeviceJson.Default.KeptSession, out var session) && session.ObjectId == account.ObjectId
            ? session
            : new Refusal(Catalogue.Device.StateDamaged, FileOf(account));
    }

    public Result<string> Forget(LocalAccount account) => folder.Delete(FileOf(account));

    private static string FileOf(LocalAccount account) => string.Create(CultureInfo.InvariantCulture, $"session-{account.UserId}.json");
}
