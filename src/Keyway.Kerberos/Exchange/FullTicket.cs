using System.Security.Cryptography;

namespace Keyway.Kerberos.Exchange;

/// <summary>What a writable domain controller gives for a partial TGT.</summary>
/// <param name="Ticket">The full TGT.</param>
/// <param name="NtHash">16 bytes, the user's NTLM secret from the key list; null when the domain controller does not answer key lists.</param>
public sealed record FullTicket(HeldTicket Ticket, byte[]? NtHash) : IDisposable
{
    /// <summary>Zeroes the session key and the NT hash.</summary>
    public void Dispose()
    {
        Ticket.Dispose();
        CryptographicOperations.ZeroMemory(NtHash);
    }

    public override string ToString() => $"{nameof(FullTicket)} of {Ticket.Client}@{Ticket.ClientRealm}{(NtHash is null ? "" : " with key list")}";
}
