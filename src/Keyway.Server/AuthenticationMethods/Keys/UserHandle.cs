namespace Keyway.Server.AuthenticationMethods.Keys;

/// <summary>The WebAuthn user handle: the 16 bytes of the object id, big-endian. It names nobody to a stranger and outlives a renaming.</summary>
internal static class UserHandle
{
    public static byte[] Of(Guid userId) => userId.ToByteArray(bigEndian: true);
}
