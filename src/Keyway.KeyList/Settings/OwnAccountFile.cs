using System.Text.Json;
using Keyway.Errors;

namespace Keyway.KeyList.Settings;

/// <summary>Reads the Kerberos server's own account from a file that only its owner may read.</summary>
internal static class OwnAccountFile
{
    private const int MaximumLength = 64 * 1024;

    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    public static Result<OwnAccount> Read(string path, string domain)
    {
        try
        {
            using var file = File.OpenRead(path);
            if ((File.GetUnixFileMode(file.SafeFileHandle) & Others) != UnixFileMode.None)
                return new Refusal(Catalogue.KeyList.AccountFileExposed, path);
            if (file.Length > MaximumLength)
                return new Refusal(Catalogue.KeyList.AccountFileUnusable, path);
            if (JsonSerializer.Deserialize(file, SettingsJson.Default.WrittenAccount) is not { Domain: { } of, Name: { Length: > 0 } name, UserPrincipalName: { Length: > 0 } user, Password: { Length: > 0 } password })
                return new Refusal(Catalogue.KeyList.AccountFileUnusable, path + " holds no account");
            return of.Equals(domain, StringComparison.OrdinalIgnoreCase)
                ? new OwnAccount(name, new ActiveDirectory.Ldap.DomainCredential.Password(user, password))
                : new Refusal(Catalogue.KeyList.AccountFileUnusable, $"{path} is of {of}");
        }
        catch (JsonException)
        {
            // What is wrong with it could quote the password.
            return new Refusal(Catalogue.KeyList.AccountFileUnusable, path + " holds no account");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return new Refusal(Catalogue.KeyList.AccountFileUnusable, path);
        }
    }
}
