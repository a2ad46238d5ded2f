using System.Security.Cryptography.X509Certificates;
using Keyway.Errors;

namespace Keyway.SecurityKeys.SoftwareKeys;

/// <summary>
/// A CTAP 2.1 authenticator made of code, with all its state in one file. It is for labs, tests and build agents: whoever reads the file
/// has the private keys, so it is no substitute for a security key in a hand.
/// </summary>
public sealed class SoftwareKey : IDisposable
{
    private SoftwareKey(string path) => Path = path;

    /// <summary>The file that holds the state; its mode is 0600.</summary>
    public string Path { get; }

    /// <summary>The self-signed issuer of the attestation certificate, for a relying party that shall trust this key; null for self attestation.</summary>
    public X509Certificate2? AttestationRoot => throw new NotImplementedException();

    /// <summary>Makes a key in a new file and opens it. An existing file is refused.</summary>
    /// <param name="path">Where the state shall live.</param>
    /// <param name="options">What the key shall be.</param>
    /// <param name="touch">Stands in for the finger; null touches at once.</param>
    /// <param name="time">The clock of its time-outs.</param>
    public static Result<SoftwareKey> Create(string path, SoftwareKeyOptions? options = null, TouchPrompt? touch = null, TimeProvider? time = null) => throw new NotImplementedException();

    /// <summary>Opens the key of a file, as plugging it in does. One process and one instance at a time.</summary>
    /// <param name="path">Where the state lives.</param>
    /// <param name="touch">Stands in for the finger; null touches at once.</param>
    /// <param name="time">The clock of its time-outs.</param>
    public static Result<SoftwareKey> Open(string path, TouchPrompt? touch = null, TimeProvider? time = null) => throw new NotImplementedException();

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
