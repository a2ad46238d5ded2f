namespace Keyway.Device.State;

/// <summary>What a key of this computer does; no key does both.</summary>
internal enum KeyUse
{
    /// <summary>The device key: RSA PKCS#1 with SHA-256.</summary>
    Sign,

    /// <summary>The transport key: RSA OAEP with SHA-1.</summary>
    Decrypt,
}
