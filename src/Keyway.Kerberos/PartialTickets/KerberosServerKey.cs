namespace Keyway.Kerberos.PartialTickets;

/// <summary>The AES256 key of one domain's <c>krbtgt_N</c> account, by which partial TGTs are minted. Thread-safe; keep one for as long as the key is in use.</summary>
public sealed class KerberosServerKey : IDisposable
{
    /// <param name="branchId">msDS-SecondaryKrbTgtNumber, 1 to 65535.</param>
    /// <param name="keyVersion">msDS-KeyVersionNumber, 0 to 65535.</param>
    /// <param name="key">32 bytes; copied.</param>
    public KerberosServerKey(int branchId, int keyVersion, ReadOnlySpan<byte> key)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(branchId, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(branchId, ushort.MaxValue);
        ArgumentOutOfRangeException.ThrowIfNegative(keyVersion);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(keyVersion, ushort.MaxValue);
        BranchId = branchId;
        KeyVersion = keyVersion;
        Key = new KerberosKey(EncryptionType.Aes256CtsHmacSha1, key);
    }

    /// <summary>The number N of <c>krbtgt_N</c>, 1 to 65535.</summary>
    public int BranchId { get; }

    /// <summary>The key's version in the domain, 0 to 65535.</summary>
    public int KeyVersion { get; }

    /// <summary>What a ticket under this key says as its key version: <c>branch id &lt;&lt; 16 | version</c> ([MS-KILE] 3.1.5.8).</summary>
    public uint TicketKeyVersion => ((uint)BranchId << 16) | (uint)KeyVersion;

    internal KerberosKey Key { get; }

    /// <summary>Zeroes the key.</summary>
    public void Dispose() => Key.Dispose();
}
