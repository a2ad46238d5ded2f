using Keyway.Kerberos.Pac;

namespace Keyway.Server.Accounts;

/// <summary>Security identifiers read back from the store, where only checked ones are written.</summary>
internal static class StoredSid
{
    /// <exception cref="ServerFaultException">The store was changed by something else than the server.</exception>
    public static SecurityIdentifier Read(string text) => SecurityIdentifier.Parse(text).ValueOrFault();

    /// <inheritdoc cref="Read"/>
    public static SecurityIdentifier? ReadOrNull(string? text) => text is null ? null : Read(text);
}
