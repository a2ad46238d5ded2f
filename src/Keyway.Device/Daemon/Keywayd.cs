using System.Net.Sockets;
using System.Text;
using Keyway.Device.Daemon.People;
using Keyway.Device.Daemon.Relay;
using Keyway.Device.Daemon.SignIns;
using Keyway.Device.Daemon.UserDatabase;
using Keyway.Device.State;
using Keyway.Errors;

namespace Keyway.Device.Daemon;

/// <summary>The computer's daemon: two sockets, and what stands behind them.</summary>
/// <param name="folder">The device state.</param>
/// <param name="places">Where its sockets are.</param>
/// <param name="settings">What the administrator set.</param>
/// <param name="log">A line for the journal.</param>
internal sealed class Keywayd(DeviceFolder folder, DaemonPlaces places, DaemonSettings settings, Action<string> log)
{
    private const UnixFileMode FolderMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    /// <summary>Serves until it is cancelled.</summary>
    /// <returns>True after a proper end.</returns>
    public async Task<Result<bool>> RunAsync(CancellationToken cancellationToken)
    {
        if (!folder.MakeReady().TryGet(out _, out var refusal))
            return refusal;
        Directory.CreateDirectory(places.Runtime, FolderMode);
        if (!TakeLock().TryGet(out var held, out refusal))
            return refusal;
        using (held)
        {
            var local = new LocalFiles();
            if (!LocalAccounts.Open(folder, local).TryGet(out var accounts, out refusal))
                return refusal;
            using var authentication = new KeyAuthentication(folder, settings, accounts, local, log, TimeProvider.System);
            var service = new PamService(authentication, accounts, local, log);
            using var relay = new RelayListener(places.Relay, service.AnswerAsync, log);
            using var users = new UserDatabaseListener(places.UserDatabase, new UserRecords(accounts, settings.Shell));
            try
            {
                relay.Open();
                users.Open();
            }
            catch (Exception failure) when (failure is SocketException or IOException or UnauthorizedAccessException)
            {
                return new Refusal(Catalogue.Daemon.SocketNotOpened, $"{places.Runtime}, {places.UserDatabase}: {failure.Message}");
            }

            TellServiceManager("READY=1");
            log("ready");
            await Task.WhenAll(relay.RunAsync(cancellationToken), users.RunAsync(cancellationToken));
            TellServiceManager("STOPPING=1");
            return true;
        }
    }

    private Result<FileStream> TakeLock()
    {
        try
        {
            return new FileStream(places.Lock, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException failure)
        {
            return new Refusal(Catalogue.Daemon.AlreadyRunning, failure.Message);
        }
    }

    /// <summary>sd_notify(3), when a service manager started us.</summary>
    private static void TellServiceManager(string state)
    {
        if (Environment.GetEnvironmentVariable("NOTIFY_SOCKET") is not { Length: > 1 } path)
            return;
        using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        socket.SendTo(Encoding.ASCII.GetBytes(state), new UnixDomainSocketEndPoint(path[0] == '@' ? '\0' + path[1..] : path));
    }
}
