using System.Globalization;
using System.Security.Cryptography;
using Keyway.Device.Daemon.People;
using Keyway.Device.SignIn;
using Keyway.Device.State;
using Keyway.Errors;

namespace Keyway.Device.Daemon.Ntlm;

/// <summary>
/// The NTLM secrets that domain controllers gave, each in a file of its person's in memory (<c>/run/keyway/UID/ntlm</c>), because NTLM programs read it there. It is worth the password, and every
/// program of the person can read it: it is there only while policy wants it and the person is signed in.
/// </summary>
/// <param name="runtime">The daemon's folder under <c>/run</c>. The folders below it are root's, so that no link can be laid in the way.</param>
internal sealed class NtlmSecrets(string runtime, Action<string> log, TimeProvider time)
{
    // From the ticket to the session that is kept: what lies here without a session is left over.
    private static readonly TimeSpan Unclaimed = TimeSpan.FromMinutes(5);

    private const string FileName = "ntlm";
    private const UnixFileMode FolderMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private readonly Lock _writing = new();

    /// <summary>Where a person's secret is, or would be.</summary>
    public static string PathOf(string runtime, uint userId) => Path.Combine(runtime, userId.ToString(CultureInfo.InvariantCulture), FileName);

    /// <summary>The file for the session's environment; null while there is none.</summary>
    public string? FileFor(LocalAccount account) => File.Exists(PathOf(account)) ? PathOf(account) : null;

    /// <summary>What came with a full TGT: the secret is put in place, or, when none came, an older one removed.</summary>
    /// <param name="exchanged">Null when there is no full TGT because somebody has refused the person.</param>
    public void HandOver(LocalAccount account, ExchangedTicket? exchanged)
    {
        if (exchanged?.Full.NtHash is not { } hash)
            Remove(account);
        else if (Write(account, new NtlmUserFile(exchanged.Controller.NetBiosDomain, exchanged.Full.Ticket.Client.ToString()), hash) is { } refusal)
            log(refusal.ToString());
    }

    /// <summary>Replaces a person's secret, whole.</summary>
    /// <param name="hash">16 bytes.</param>
    /// <returns>Null, or KW3243; an older secret is gone then.</returns>
    public Refusal? Write(LocalAccount account, NtlmUserFile file, ReadOnlySpan<byte> hash)
    {
        if (!file.IsSound)
        {
            Remove(account);
            return new Refusal(Catalogue.Daemon.NtlmSecretNotWritten, $"{account}: the name in the domain");
        }

        var content = file.Encode(account.UserId, hash);
        var folder = Path.GetDirectoryName(PathOf(account))!;
        var unfinished = Path.Combine(folder, "." + FileName);
        try
        {
            lock (_writing)
            {
                Directory.CreateDirectory(folder, FolderMode);
                File.Delete(unfinished);
                using (var written = new FileStream(unfinished, new FileStreamOptions
                {
                    Mode = FileMode.CreateNew,
                    Access = FileAccess.Write,
                    BufferSize = 0,
                    UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
                }))
                {
                    written.Write(content);
                    PosixFiles.Give(written.SafeFileHandle, account.UserId, account.GroupId);
                }

                File.Move(unfinished, PathOf(account), overwrite: true);
            }

            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Remove(account);
            return new Refusal(Catalogue.Daemon.NtlmSecretNotWritten, $"{account}: {failure.Message}");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(content);
        }
    }

    /// <summary>Nothing is left of a person's secret, nor of one that a kill left half written.</summary>
    public void Remove(LocalAccount account)
    {
        lock (_writing)
        {
            try
            {
                if (Path.GetDirectoryName(PathOf(account)) is { } folder && Directory.Exists(folder))
                    Directory.Delete(folder, recursive: true);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                log(new Refusal(Catalogue.Daemon.NtlmSecretNotWritten, $"{account}: {failure.Message}").ToString());
            }
        }
    }

    /// <summary>Removes what lies here of somebody who is not signed in.</summary>
    public void RemoveUnclaimed(LocalAccount account)
    {
        var folder = new DirectoryInfo(Path.GetDirectoryName(PathOf(account))!);
        if (folder.Exists && time.GetUtcNow().UtcDateTime - folder.LastWriteTimeUtc > Unclaimed)
            Remove(account);
    }

    private string PathOf(LocalAccount account) => PathOf(runtime, account.UserId);
}
