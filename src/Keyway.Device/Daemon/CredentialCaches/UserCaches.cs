using Keyway.Device.Daemon.People;
using Keyway.Device.Daemon.Sessions;
using Keyway.Device.SignIn;
using Keyway.Errors;
using Keyway.Kerberos.CredentialCaches;

namespace Keyway.Device.Daemon.CredentialCaches;

/// <summary>Where the tickets of each person are: one name a user, so that an unlock and a renewal refresh a session that runs already.</summary>
/// <param name="keyring">Whether they lie in the kernel's memory, not in a file.</param>
internal sealed class UserCaches(bool keyring, KeptSessions sessions)
{
    public ITicketPlace Of(LocalAccount account) => keyring ? new KeyringCache(account) : FileOf(account);

    /// <summary>The name for the session's environment; null while there are no tickets.</summary>
    public string? NameFor(LocalAccount account)
    {
        // Root cannot look into another user's keyring; the session says whether anything was put there.
        var there = keyring ? sessions.Find(account)?.TicketExpires is not null : File.Exists(FileOf(account).Cache.Path);
        return there ? Of(account).Name : null;
    }

    /// <summary>Destroys the person's tickets, those in a file also when they have been kept elsewhere since.</summary>
    /// <returns>Null, or why they are still there.</returns>
    public Refusal? Destroy(LocalAccount account)
    {
        // A name, never what it may point to.
        Refusal? left = null;
        try
        {
            // A folder there holds none.
            if (!Directory.Exists(FileOf(account).Cache.Path))
                File.Delete(FileOf(account).Cache.Path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            left = new Refusal(Catalogue.Device.CacheNotWritten, failure.Message);
        }

        return keyring ? new KeyringCache(account).Destroy() ?? left : left;
    }

    private static TicketFile FileOf(LocalAccount account) => new(new CacheName($"/tmp/krb5cc_{account.UserId}"), new FileOwner(account.UserId, account.GroupId));
}
