using System.Security.Cryptography.X509Certificates;
using Keyway.Errors;
using Keyway.SecurityKeys.SoftwareKeys.Fingerprints;

namespace Keyway.SecurityKeys.SoftwareKeys;

/// <summary>
/// A CTAP 2.1 authenticator made of code, with all its state in one file. It is for labs, tests and build agents: whoever reads the file
/// has the private keys, so it is no substitute for a security key in a hand.
/// </summary>
public sealed class SoftwareKey : IDisposable
{
    private readonly SoftwareKeyFile _file;
    private readonly Authenticator _authenticator;

    private SoftwareKey(string path, SoftwareKeyFile file, TouchPrompt? touch, TimeProvider time, FingerPrompt? finger)
    {
        Path = path;
        _file = file;
        var sensor = new TouchSensor(touch, time);
        var fingers = new FingerSensor(file, finger ?? new FingerFile(path).Wait, time);
        _authenticator = new Authenticator(file, sensor, fingers, time);
        Port = new CtapHidPort(_authenticator, sensor.TakesTime || fingers.IsFitted, time);
    }

    /// <summary>The file that holds the state; its mode is 0600.</summary>
    public string Path { get; }

    /// <summary>What a card made of this key talks to; the port is not used then.</summary>
    internal Authenticator Authenticator => _authenticator;

    /// <summary>What a host talks to.</summary>
    internal CtapHidPort Port { get; }

    /// <summary>Makes a key in a new file and opens it. An existing file is refused.</summary>
    /// <param name="path">Where the state shall live.</param>
    /// <param name="options">What the key shall be.</param>
    /// <param name="touch">Stands in for the finger; null touches at once.</param>
    /// <param name="time">The clock of its time-outs.</param>
    /// <param name="finger">Stands in for the finger on its sensor; null is the name in the file beside the key, PATH.finger.</param>
    public static Result<SoftwareKey> Create(string path, SoftwareKeyOptions? options = null, TouchPrompt? touch = null, TimeProvider? time = null, FingerPrompt? finger = null)
    {
        options ??= new SoftwareKeyOptions();
        time ??= TimeProvider.System;
        if (!SoftwareKeyStateJson.AreSound(options.PinProtocols, options.Capacity)) return Catalogue.SecurityKeys.BadOptions;
        var state = new SoftwareKeyState(
            SoftwareKeyState.FormatName,
            SoftwareKeyState.CurrentVersion,
            options.Aaguid,
            [.. options.PinProtocols],
            options.Capacity,
            options.Attestation == SoftwareKeyAttestation.Self ? null : AttestationCertificate.Make(options.Aaguid, time.GetUtcNow()),
            PinHash: null,
            SoftwareKeyState.MostPinRetries,
            Credentials: [],
            Sensor: options.FingerprintSensor);
        return SoftwareKeyFile.Create(path, state).TryGet(out SoftwareKeyFile? file, out Refusal? refusal)
            ? new SoftwareKey(path, file, touch, time, finger)
            : refusal;
    }

    /// <summary>Opens the key of a file, as plugging it in does. One process and one instance at a time.</summary>
    /// <param name="path">Where the state lives.</param>
    /// <param name="touch">Stands in for the finger; null touches at once.</param>
    /// <param name="time">The clock of its time-outs.</param>
    /// <param name="finger">Stands in for the finger on its sensor; null is the name in the file beside the key, PATH.finger.</param>
    public static Result<SoftwareKey> Open(string path, TouchPrompt? touch = null, TimeProvider? time = null, FingerPrompt? finger = null) =>
        SoftwareKeyFile.Open(path).TryGet(out SoftwareKeyFile? file, out Refusal? refusal)
            ? new SoftwareKey(path, file, touch, time ?? TimeProvider.System, finger)
            : refusal;

    /// <summary>
    /// The self-signed issuer of the attestation certificate, for a relying party that shall trust this key; null for self attestation.
    /// The caller disposes it.
    /// </summary>
    public X509Certificate2? AttestationRoot() =>
        _file.State.Attestation is { } attestation ? X509CertificateLoader.LoadCertificate(attestation.Root) : null;

    /// <inheritdoc/>
    public void Dispose()
    {
        Port.Dispose();
        _authenticator.Dispose();
        _file.Dispose();
    }
}
