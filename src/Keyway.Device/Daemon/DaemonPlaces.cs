using Keyway.Device.Daemon.UserDatabase;

namespace Keyway.Device.Daemon;

/// <summary>Where the daemon's sockets are.</summary>
/// <param name="Runtime">Its folder under <c>/run</c>.</param>
/// <param name="UserDatabaseFolder">Where libnss-systemd looks for services.</param>
internal sealed record DaemonPlaces(string Runtime = "/run/keyway", string UserDatabaseFolder = "/run/systemd/userdb")
{
    /// <summary>The socket of pam_keyway.so.</summary>
    public string Relay => Path.Combine(Runtime, "pam");

    /// <summary>The latest lines of its log, for those who collect them where there is no journal.</summary>
    public string Log => Path.Combine(Runtime, "log");

    /// <summary>While this file is there and younger than an hour, the steps of each sign-in are logged.</summary>
    public string Recording => Path.Combine(Runtime, "record");

    /// <summary>Who signed in by which key.</summary>
    public string Keys => Path.Combine(Runtime, "keys");

    public string Lock => Path.Combine(Runtime, "lock");

    /// <summary>The socket's name is the service's.</summary>
    public string UserDatabase => Path.Combine(UserDatabaseFolder, UserRecords.Service);
}
