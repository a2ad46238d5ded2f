using System.Security.Cryptography;
using Keyway.Errors;

namespace Keyway.Device.State;

/// <summary>Where this computer's private keys live: in files, or in a TPM. The key folder holds what the store needs to find a key again.</summary>
internal abstract class KeyStore : IDisposable
{
    /// <summary>Ending of the files that belong to this store, such as <c>.key</c>.</summary>
    public abstract string Extension { get; }

    /// <summary>What <c>keyway status</c> calls it.</summary>
    public abstract string Provider { get; }

    /// <summary>The address of the TPM; null for files.</summary>
    public abstract string? Tpm { get; }

    /// <summary>Makes an RSA-2048 key.</summary>
    /// <param name="use">What the key is for.</param>
    /// <param name="stored">What the key folder keeps: secret for files, useless elsewhere for a TPM.</param>
    public abstract Result<RSA> Create(KeyUse use, out byte[] stored);

    /// <summary>Opens a key again.</summary>
    /// <param name="stored">What <see cref="Create"/> gave, not believed.</param>
    /// <param name="name">The file's name, for the refusal.</param>
    public abstract Result<RSA> Open(ReadOnlySpan<byte> stored, string name);

    public virtual void Dispose()
    {
    }
}
