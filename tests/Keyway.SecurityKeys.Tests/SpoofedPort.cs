using System.Buffers.Binary;
using Keyway.SecurityKeys.LibFido2;
using Keyway.SecurityKeys.Tests.SoftwareKeys;

namespace Keyway.SecurityKeys.Tests;

/// <summary>A key whose CBOR answers someone on the cable changes.</summary>
internal sealed class SpoofedPort(IReportPort key) : IReportPort
{
    private const byte CborCommand = 0x10;

    private readonly Queue<byte[]> _changed = new();

    /// <summary>What becomes of an answer: status byte and CBOR.</summary>
    public Func<byte[], byte[]> Change { get; set; } = answer => answer;

    public bool TryAttach() => key.TryAttach();

    public void Detach() => key.Detach();

    public bool Write(ReadOnlySpan<byte> report) => key.Write(report);

    public bool Read(Span<byte> report, TimeSpan? patience)
    {
        if (!_changed.TryDequeue(out byte[]? next))
        {
            if (!key.Read(report, patience)) return false;
            if (report[4] != (0x80 | CborCommand)) return true;
            List<byte[]> reports = [report.ToArray()];
            int length = (report[5] << 8) | report[6];
            for (int received = 57; received < length; received += 59)
            {
                byte[] more = new byte[64];
                if (!key.Read(more, patience)) return false;
                reports.Add(more);
            }

            uint channel = BinaryPrimitives.ReadUInt32BigEndian(report);
            foreach (byte[] changed in CtapHost.Reports(channel, CborCommand, Change(RecordedSession.Messages(reports)[0]))) _changed.Enqueue(changed);
            next = _changed.Dequeue();
        }

        next.CopyTo(report);
        return true;
    }
}
