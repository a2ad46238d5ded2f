using System.Text.Json.Serialization;

namespace Keyway.Device.Policies;

/// <summary>What an organisation may set for its computers. Values are whole numbers; what is on or off is 1 or 0.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PolicyName>))]
internal enum PolicyName
{
    /// <summary>Whether security keys are offered at all.</summary>
    SecurityKeySignIn,

    /// <summary>Whether the domain controller is asked for the NTLM secret too.</summary>
    KeyListRequest,

    /// <summary>Days since the last sign-in at the identity server for which a key opens the computer without it; 0 is never.</summary>
    OfflineDays,

    /// <summary>How many times a key opens the computer without the identity server before it must be asked again; 0 is without limit.</summary>
    OfflineUnlocks,

    /// <summary>Whether the screen locks when the key is pulled out.</summary>
    LockOnRemoval,
}
