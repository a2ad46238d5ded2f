namespace Keyway.Server.Tokens.Nonces;

/// <summary>What a nonce may be spent on; part of what its MAC covers.</summary>
internal enum NoncePurpose : byte
{
    /// <summary>A sign-in, by whom is not known yet.</summary>
    SignIn = 1,

    /// <summary>The registration of a security key by one person.</summary>
    Registration = 2,

    /// <summary>The registration of a device.</summary>
    DeviceRegistration = 3,

    /// <summary>The registration of a security key by an administrator for one person; it may wait for weeks.</summary>
    RegistrationForOthers = 4,
}
