using Keyway.Errors;
using Keyway.SecurityKeys.SoftwareKeys;

namespace Keyway.SecurityKeys.Tests;

/// <summary>A key with a sensor on the table, and a hand before it.</summary>
internal sealed class SensorBench : IDisposable
{
    public SensorBench(bool enrolled = true, int protocol = 2, TouchPrompt? touch = null, SecurityKeyOptions? device = null)
    {
        Bench = new KeyBench(new SoftwareKeyOptions { FingerprintSensor = true, PinProtocols = [protocol] }, touch, device: device, finger: Hand.Touch);
        if (enrolled) Enrolled = Enrol(Device).Value;
    }

    public KeyBench Bench { get; }

    public Hand Hand { get; } = new();

    /// <summary>The finger that is enrolled.</summary>
    public FingerprintOnKey? Enrolled { get; }

    public SecurityKeyDevice Device => Bench.Device;

    /// <summary>What the key told before each touch of the last enrolment.</summary>
    public List<FingerprintProgress> Told { get; } = [];

    public Result<FingerprintOnKey> Enrol(SecurityKeyDevice device, string name = "index", string pin = KeyBench.Pin, CancellationToken? cancellation = null)
    {
        Told.Clear();
        return device.EnrolFingerprint(name, Told.Add, pin, cancellation ?? TestContext.Current.CancellationToken);
    }

    /// <summary>The same key with somebody on its cable.</summary>
    public (SecurityKeyDevice Device, SpoofedPort Port) Spoof(SecurityKeyOptions? options = null)
    {
        Device.Dispose();
        var port = new SpoofedPort(Bench.Key.Port);
        return (SecurityKeyDevice.Open("spoofed", port, options).Value, port);
    }

    public void Dispose() => Bench.Dispose();
}
