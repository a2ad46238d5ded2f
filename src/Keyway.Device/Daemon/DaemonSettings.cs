using System.Text;
using System.Text.Json.Serialization;
using Keyway.Contracts;
using Keyway.Device.SignIn;
using Keyway.Device.State;
using Keyway.Errors;
using Keyway.Kerberos;
using Keyway.SecurityKeys;

namespace Keyway.Device.Daemon;

/// <summary>What an administrator of this computer may set, in <c>/etc/keyway/keywayd.json</c>. Every setting has a default; an unknown one is refused, because a misspelt setting protects nobody.</summary>
/// <param name="SecurityKey">Which security key: <c>auto</c>, a path under <c>/dev</c>, or the file of a software key.</param>
/// <param name="Shell">The shell of people of the organisation.</param>
/// <param name="OfflineDays">Days since the last sign-in at the identity server for which a key opens this computer without it; 0 is never. Null when it is not set here.</param>
/// <param name="Remote">Whether somebody who comes over the network (ssh) may use the key that is plugged in here. Off: a stranger could use up its PIN tries.</param>
/// <param name="DomainControllers">Domain controllers to ask instead of those that DNS names, each a host name or <c>name=address</c>.</param>
/// <param name="SecurityKeySignIn">Whether security keys are offered, unless the organisation's policy says otherwise. Null when it is not set here.</param>
/// <param name="CredentialCache">Where tickets are kept: <c>file</c>, or <c>keyring</c> for the kernel's memory.</param>
/// <param name="LockCommand">Where there is no logind: the program, with its arguments, that locks the sessions of the user as whom it runs.</param>
/// <param name="KeyListControllers">Companion KDCs that are asked for tickets first while policy wants the NTLM secret, each a host name or <c>name=address</c>.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record DaemonSettings(
    [property: JsonPropertyName("securityKey")] string SecurityKey = SecurityKeyDevice.Automatic,
    [property: JsonPropertyName("shell")] string Shell = "/bin/bash",
    [property: JsonPropertyName("offlineDays")] int? OfflineDays = null,
    [property: JsonPropertyName("remote")] bool Remote = false,
    [property: JsonPropertyName("domainControllers")] IReadOnlyList<string>? DomainControllers = null,
    [property: JsonPropertyName("securityKeySignIn")] bool? SecurityKeySignIn = null,
    [property: JsonPropertyName("credentialCache")] string CredentialCache = DaemonSettings.CacheInFile,
    [property: JsonPropertyName("lockCommand")] IReadOnlyList<string>? LockCommand = null,
    [property: JsonPropertyName("keyListControllers")] IReadOnlyList<string>? KeyListControllers = null)
{
    public const string CacheInFile = "file";
    public const string CacheInKeyring = "keyring";

    /// <summary>Where the settings are.</summary>
    public const string DefaultPath = "/etc/keyway/keywayd.json";

    /// <summary>Reads the settings; the defaults when there is no file.</summary>
    public static Result<DaemonSettings> Read(string path)
    {
        if (!File.Exists(path))
            return new DaemonSettings();
        try
        {
            return ContractsJson.TryRead(Encoding.UTF8.GetBytes(UnlockedFile.ReadText(path)), DeviceJson.Default.DaemonSettings, out var settings) && settings.IsSound
                ? settings
                : new Refusal(Catalogue.Daemon.SettingsInvalid, path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new Refusal(Catalogue.Daemon.SettingsInvalid, failure.Message);
        }
    }

    /// <summary>How to find who gives tickets.</summary>
    /// <param name="keyList">Whether the NTLM secret is wanted too.</param>
    public DomainSearch ForTickets(bool keyList) => new(NameServer: null, DomainControllers ?? [], keyList) { KeyListControllers = KeyListControllers ?? [] };

    [JsonIgnore]
    private bool IsSound => OfflineDays is null or (>= 0 and <= 3650) && Shell.StartsWith('/') && !Shell.Contains(':', StringComparison.Ordinal) && SecurityKey.Length > 0 && CredentialCache is CacheInFile or CacheInKeyring
        && (LockCommand is null || (LockCommand.Count > 0 && LockCommand.All(word => word is not null) && LockCommand[0].StartsWith('/')));
}
