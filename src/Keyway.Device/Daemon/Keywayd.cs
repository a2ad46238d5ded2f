using System.Net.Sockets;
using System.Text;
using Keyway.Device.Daemon.CachedSignIns;
using Keyway.Device.Daemon.CredentialCaches;
using Keyway.Device.Daemon.KeyRemoval;
using Keyway.Device.Daemon.Ntlm;
using Keyway.Device.Daemon.People;
using Keyway.Device.Daemon.Relay;
using Keyway.Device.Daemon.Sessions;
using Keyway.Device.Daemon.SignIns;
using Keyway.Device.Daemon.UserDatabase;
using Keyway.Device.DeviceManagement;
using Keyway.Device.Policies;
using Keyway.Device.State;
using Keyway.Errors;

namespace Keyway.Device.Daemon;

/// <summary>The computer's daemon: two sockets, and what stands behind them.</summary>
/// <param name="folder">The device state.</param>
/// <param name="places">Where its sockets are.</param>
/// <param name="settings">What the administrator set.</param>
/// <param name="journal">A line for the journal.</param>
internal sealed class Keywayd(DeviceFolder folder, DaemonPlaces places, DaemonSettings settings, Action<string> journal)
{
    private const UnixFileMode FolderMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    // No command of ours works at a file for so long.
    private static readonly TimeSpan Forgotten = TimeSpan.FromMinutes(5);

    // What a person bears to wait for; a name service that works answers in milliseconds.
    private static readonly TimeSpan NameServicePatience = TimeSpan.FromSeconds(3);

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
            // What a killed daemon left half written, secrets among it.
            DurableFile.RemoveForgotten(folder.Path, TimeProvider.System.GetUtcNow() - Forgotten);
            var log = new DaemonLog(places, journal, TimeProvider.System);
            var local = new LocalFiles();
            if (!LocalAccounts.Open(folder, local).TryGet(out var accounts, out refusal))
                return refusal;
            var sessions = new KeptSessions(folder);
            var cached = new CachedSignInStore(folder);
            var keys = new KeysInUse(new DeviceFolder(places.Keys));
            var handOver = new SessionHandOver(new UserCaches(settings.CredentialCache == DaemonSettings.CacheInKeyring, sessions), new NtlmSecrets(places.Runtime, log.Tell, TimeProvider.System), keys);
            var removal = new RemovalWatch(
                keys, accounts, new SessionLock(settings.LockCommand), account => DevicePolicy.Of(settings, new PolicyFiles(folder), account.Domain?.Account), handOver.WithdrawSecret, log.Tell, TimeProvider.System);
            using var people = new PolicyPeople(folder, local, log.Tell, TimeProvider.System);
            var domainUsers = new DomainUsers(new NameService(NameServicePatience), local);
            var signIn = new KeySignIn(folder, settings, accounts, domainUsers, sessions, cached, people, handOver, log, TimeProvider.System);
            using var authentication = new KeyAuthentication(folder, settings, accounts, local, domainUsers, signIn, cached, keys, handOver, log, TimeProvider.System);
            using var keeper = new SessionKeeper(
                folder, accounts, sessions, cached, new SessionRenewal(folder, settings, sessions, handOver, log, TimeProvider.System), new UserProcesses(), handOver, log, TimeProvider.System);
            var service = new PamService(authentication, accounts, local, people, handOver, log.Tell);
            using var relay = new RelayListener(places.Relay, service.AnswerAsync, log.Tell);
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

            IDaemonWork[] works =
            [
                relay,
                users,
                keeper,
                removal,
                new GroupPolicyWork(folder, people, settings.DomainControllers ?? [], log.Tell, TimeProvider.System),
                new ManagementWork(folder, log.Tell, TimeProvider.System),
            ];
            TellServiceManager("READY=1");
            log.Tell("ready");
            var ended = await DaemonWorks.RunAsync(works, cancellationToken);
            TellServiceManager("STOPPING=1");
            if (ended is null)
                return true;
            log.Tell(ended.ToString());
            return ended;
        }
    }

    private Result<FileStream> TakeLock()
    {
        try
        {
            // Nobody else may open it: whoever can read a file can lock it.
            return new FileStream(places.Lock, new FileStreamOptions
            {
                Mode = FileMode.OpenOrCreate,
                Access = FileAccess.ReadWrite,
                Share = FileShare.None,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            });
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
