using System.Security.Cryptography;
using Keyway.Errors;

namespace Keyway.Tpm;

/// <summary>
/// A use of a <see cref="TpmRsa"/> that the TPM refused or did not answer. The members of <see cref="RSA"/> have no other way to refuse than an
/// exception; this one carries the number.
/// </summary>
public sealed class TpmCryptographicException(Refusal refusal) : CryptographicException(refusal.ToString()), IRefused
{
    /// <inheritdoc/>
    public Refusal Refusal { get; } = refusal;
}
