using System.Security.Cryptography;
using System.Text.Json;
using Keyway.Errors;

namespace Keyway.Connect.Secrets;

/// <summary>The file with which keys are read as the Kerberos server's own account: an <see cref="AccountSecret"/>, mode 0600.</summary>
internal static class AccountFile
{
    /// <summary>Bytes of randomness in a password.</summary>
    private const int Strength = 48;

    /// <summary>Reads it; refuses with <c>KW4048</c> what is no account file.</summary>
    public static Result<AccountSecret> Read(string path)
    {
        if (!SecretFile.ReadText(path).TryGet(out var text, out var refusal))
            return refusal;
        try
        {
            return JsonSerializer.Deserialize(text, SecretsJson.Default.AccountSecret) is { Domain.Length: > 0, Name.Length: > 0, Password.Length: > 0 } secret && secret.UserPrincipalName.Contains('@', StringComparison.Ordinal)
                ? secret
                : new Refusal(Catalogue.Connect.AccountFileOfAnother, path + " holds no account");
        }
        catch (JsonException)
        {
            // What is wrong with it could quote the password.
            return new Refusal(Catalogue.Connect.AccountFileOfAnother, path + " holds no account");
        }
    }

    /// <summary>A new account secret with a password that nobody chose. The letters before the randomness satisfy any complexity rule.</summary>
    public static AccountSecret Draw(string domain, string name) =>
        new(domain, name, $"{name}$@{domain}", "aZ1-" + Convert.ToBase64String(RandomNumberGenerator.GetBytes(Strength)));

    /// <summary>Writes it durably, 0600 from the first byte, under a name that is not taken yet. It is whole or not there, whenever the computer stops.</summary>
    public static Result<string> Write(string path, AccountSecret secret)
    {
        try
        {
            var full = Path.GetFullPath(path);
            var draft = $"{full}.{Guid.NewGuid():N}";
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            try
            {
                using (var stream = new FileStream(draft, options))
                {
                    JsonSerializer.Serialize(stream, secret, SecretsJson.Default.AccountSecret);
                    stream.Flush(flushToDisk: true);
                }

                File.Move(draft, full, overwrite: false);
            }
            finally
            {
                File.Delete(draft);
            }

            return FolderSync.Run(Path.GetDirectoryName(full)!) ? full : new Refusal(Catalogue.Connect.AccountFileNotWritten, path + ": its folder could not be written to the disk");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return new Refusal(Catalogue.Connect.AccountFileNotWritten, path + ": " + failure.Message);
        }
    }
}
