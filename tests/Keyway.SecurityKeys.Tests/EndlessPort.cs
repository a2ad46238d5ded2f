using Keyway.SecurityKeys.LibFido2;

namespace Keyway.SecurityKeys.Tests;

/// <summary>A key that from some command on says without end, and faster than libfido2 counts, that it is still at work.</summary>
internal sealed class EndlessPort(IReportPort key) : IReportPort
{
    private const byte Cbor = 0x90;
    private const byte KeepAlive = 0xBB;
    private const byte Processing = 1;

    private readonly byte[] _channel = new byte[4];
    private volatile bool _busy;

    /// <summary>The beginning of the command that never ends; null while the key is honest.</summary>
    public byte[]? Command { get; set; }

    /// <summary>Nobody is to wait for it any more.</summary>
    public volatile bool Gone;

    public bool TryAttach() => key.TryAttach();

    public void Detach() => key.Detach();

    public bool Write(ReadOnlySpan<byte> report)
    {
        if (!_busy && Command is { } command && report[4] == Cbor && report[7..].StartsWith(command))
        {
            report[..4].CopyTo(_channel);
            _busy = true;
        }

        return !Gone && (_busy || key.Write(report));
    }

    public bool Read(Span<byte> report, TimeSpan? patience)
    {
        if (Gone) return false;
        if (!_busy) return key.Read(report, patience);
        report.Clear();
        _channel.CopyTo(report);
        report[4] = KeepAlive;
        report[6] = 1;
        report[7] = Processing;
        return true;
    }
}
