namespace Keyway.SecurityKeys.LibFido2;

/// <summary>What libfido2 reads and writes instead of the kernel's HID: 64-byte reports. A software key, or what a test puts in its place.</summary>
internal interface IReportPort
{
    /// <summary>Takes the port for one host; false when another has it.</summary>
    bool TryAttach();

    /// <summary>Lets the next host have it.</summary>
    void Detach();

    /// <summary>Takes one report of the host, 64 bytes; false when the key is gone.</summary>
    bool Write(ReadOnlySpan<byte> report);

    /// <summary>Gives one report to the host, 64 bytes; false when none came in time, or the key is gone.</summary>
    /// <param name="patience">How long to wait, or null for as long as it takes.</param>
    bool Read(Span<byte> report, TimeSpan? patience);
}
