using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;
using Keyway.Errors;
using Keyway.Server.Storage;

namespace Keyway.Server.Devices;

/// <summary>The revocation list of the device authority: made when somebody asks and something has changed, or after an hour.</summary>
internal sealed class DeviceRevocationList(Store store, DurableWriter writer, DeviceAuthority authority, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);
    private static readonly TimeSpan RebuiltAfter = TimeSpan.FromHours(1);

    private readonly SemaphoreSlim _building = new(1);
    private volatile Built? _built;

    /// <summary>The list as of now, DER.</summary>
    public async Task<Result<byte[]>> CurrentAsync(CancellationToken cancellation)
    {
        if (Fresh() is { } known)
            return known;
        await _building.WaitAsync(cancellation);
        try
        {
            return Fresh() is { } meanwhile ? meanwhile : await BuildAsync(cancellation);
        }
        finally
        {
            _building.Release();
        }
    }

    public void Dispose() => _building.Dispose();

    private byte[]? Fresh() =>
        _built is { } built && time.GetUtcNow() - built.On < RebuiltAfter && store.Read(DeviceCertificates.Changes) == built.Changes ? built.Der : null;

    private async Task<Result<byte[]>> BuildAsync(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        // Read first: a change that comes between makes the list new once more, and none is missed.
        var changes = store.Read(DeviceCertificates.Changes);
        if (!(await writer.WriteAsync<long>(session => DeviceCertificates.NextListNumber(session), cancellation)).TryGet(out var number, out var refusal))
            return refusal;

        var list = new CertificateRevocationListBuilder();
        foreach (var (certificate, on, reason) in store.Read(session => DeviceCertificates.Revoked(session, now)))
            list.AddEntry(SerialOf(certificate).Span, on, reason);
        var built = new Built(changes, now, authority.Sign(list, number, now, now + Lifetime));
        _built = built;
        return built.Der;
    }

    // RFC 5280 4.1: the version, then the serial. Of thousands of certificates nothing else is needed.
    private static ReadOnlyMemory<byte> SerialOf(byte[] certificate)
    {
        var signed = new AsnReader(certificate, AsnEncodingRules.DER).ReadSequence().ReadSequence();
        signed.ReadEncodedValue();
        return signed.ReadIntegerBytes();
    }

    private sealed record Built(long Changes, DateTimeOffset On, byte[] Der);
}
