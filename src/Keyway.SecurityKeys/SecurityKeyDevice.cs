using Keyway.Errors;
using Keyway.SecurityKeys.SoftwareKeys;

namespace Keyway.SecurityKeys;

/// <summary>
/// One security key, open: a USB key or a software key, both driven by libfido2. Operations block their thread, run one at a time, and
/// may be called from any thread. A PIN is read from the caller's span and leaves no copy behind; an empty span means no PIN.
/// </summary>
public sealed class SecurityKeyDevice : IDisposable
{
    /// <summary>The selector that means: the one USB key that is plugged in.</summary>
    public const string Automatic = "auto";

    private SecurityKeyDevice(string path) => Path = path;

    /// <summary>What was opened: a USB path, or the file of a software key.</summary>
    public string Path { get; }

    /// <summary>Opens the key that <paramref name="selector"/> names: <see cref="Automatic"/>, a path under <c>/dev</c>, or the file of a software key.</summary>
    public static Result<SecurityKeyDevice> Open(string selector, SecurityKeyOptions? options = null) => throw new NotImplementedException();

    /// <summary>Opens a software key that the caller owns and disposes.</summary>
    public static Result<SecurityKeyDevice> Open(SoftwareKey key, SecurityKeyOptions? options = null) => throw new NotImplementedException();

    /// <summary>What the key says of itself, and its PIN retries.</summary>
    public Result<SecurityKeyInfo> GetInfo() => throw new NotImplementedException();

    /// <summary>Sets the first PIN: 4 to 63 bytes in UTF-8.</summary>
    /// <returns>What the key says of itself afterwards.</returns>
    public Result<SecurityKeyInfo> SetPin(ReadOnlySpan<char> newPin) => throw new NotImplementedException();

    /// <summary>Replaces the PIN.</summary>
    /// <returns>What the key says of itself afterwards.</returns>
    public Result<SecurityKeyInfo> ChangePin(ReadOnlySpan<char> currentPin, ReadOnlySpan<char> newPin) => throw new NotImplementedException();

    /// <summary>Makes a credential (CTAP 2.1, 6.1).</summary>
    public Result<MadeCredential> MakeCredential(MakeCredentialRequest request, ReadOnlySpan<char> pin, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <summary>Asks for proof of possession (CTAP 2.1, 6.2): one assertion for an allow list, one for every account otherwise, newest first.</summary>
    public Result<IReadOnlyList<KeyAssertion>> GetAssertions(GetAssertionsRequest request, ReadOnlySpan<char> pin, CancellationToken cancellationToken = default) => throw new NotImplementedException();

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
