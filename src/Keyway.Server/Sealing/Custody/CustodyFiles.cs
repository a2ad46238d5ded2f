namespace Keyway.Server.Sealing.Custody;

/// <summary>
/// Where the key-encryption key may lie. While it moves to a token: key file; key file and wrapped file; wrapped file and the discarded key file, which is
/// being overwritten; wrapped file. While it moves back: wrapped file; both; key file. In each of them at least one of the two is whole.
/// </summary>
/// <param name="Directory">The data directory.</param>
internal sealed record CustodyFiles(string Directory)
{
    /// <summary>The 32 bytes themselves.</summary>
    public string Key => Path.Combine(Directory, "key-encryption-key");

    /// <summary>The same, wrapped by the token's key.</summary>
    public string Wrapped => Path.Combine(Directory, "key-encryption-key.wrapped");

    /// <summary>A key file on its way out: never read.</summary>
    public string Discarded => Path.Combine(Directory, "key-encryption-key.discarded");

    /// <summary>What cut-off moves may leave of the key in clear, beside the key file.</summary>
    public IReadOnlyList<string> Leftovers => [.. new[] { Discarded, Key + DurableFile.Unfinished }.Where(File.Exists)];

    /// <summary>Remembers that the token refused the PIN.</summary>
    public string PinRefused => Path.Combine(Directory, "token-pin-refused");

    /// <summary>True when a move was cut off: something of the old custody is still there.</summary>
    public bool MoveUnfinished => File.Exists(Wrapped) && (File.Exists(Key) || Leftovers.Count > 0);
}
