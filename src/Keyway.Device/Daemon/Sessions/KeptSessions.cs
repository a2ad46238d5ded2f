using System.Globalization;
using System.Text.Json;
using Keyway.Contracts;
using Keyway.Device.Daemon.People;
using Keyway.Device.SignIn;
using Keyway.Device.State;
using Keyway.Errors;

namespace Keyway.Device.Daemon.Sessions;

/// <summary>Who is signed in on this computer: one file a person, replaced whole.</summary>
internal sealed class KeptSessions(DeviceFolder folder)
{
    /// <summary>The names of its files.</summary>
    public const string Files = "session-*.json";

    private readonly Lock _writing = new();

    /// <summary>Keeps the session of somebody who has just signed in.</summary>
    public Result<string> Write(LocalAccount account, KeptSession session)
    {
        lock (_writing)
            return folder.Write(FileOf(account), JsonSerializer.SerializeToUtf8Bytes(session, DeviceJson.Default.KeptSession));
    }

    /// <summary>The session of a person; null when they are not signed in, and for a file that says nothing.</summary>
    public KeptSession? Find(LocalAccount account) =>
        folder.Read(FileOf(account), Catalogue.Device.NotJoined).TryGet(out var content, out _)
        && ContractsJson.TryRead(content, DeviceJson.Default.KeptSession, out var session) && session.ObjectId == account.ObjectId
            ? session
            : null;

    /// <summary>Keeps a renewed session, unless the person has signed in anew since.</summary>
    /// <param name="renewed">The token that was renewed.</param>
    public Result<string> Renew(LocalAccount account, PrimaryRefreshToken renewed, KeptSession session)
    {
        lock (_writing)
        {
            return Find(account)?.Token == renewed
                ? folder.Write(FileOf(account), JsonSerializer.SerializeToUtf8Bytes(session, DeviceJson.Default.KeptSession))
                : Catalogue.Daemon.SignedInMeanwhile;
        }
    }

    /// <summary>The person is signed out, unless they have signed in anew since.</summary>
    public Result<string> Forget(LocalAccount account, PrimaryRefreshToken ended)
    {
        lock (_writing)
            return Find(account)?.Token == ended ? folder.Delete(FileOf(account)) : Catalogue.Daemon.SignedInMeanwhile;
    }

    private static string FileOf(LocalAccount account) => string.Create(CultureInfo.InvariantCulture, $"session-{account.UserId}.json");
}
