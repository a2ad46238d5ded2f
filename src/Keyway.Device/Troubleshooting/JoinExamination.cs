using System.Globalization;
using Keyway.Device.State;
using Keyway.Device.Status;
using Keyway.Errors;

namespace Keyway.Device.Troubleshooting;

/// <summary>Whether this computer is joined, with keys that work and a certificate that is valid today.</summary>
internal sealed class JoinExamination(DeviceState state, TimeProvider time) : IExamination
{
    private const string Subject = "Join";

    // A fortnight leaves time to ask somebody.
    private static readonly TimeSpan Soon = TimeSpan.FromDays(14);

    public Task<Finding> LookAsync(CancellationToken cancellationToken) => Task.FromResult(Look());

    private Finding Look()
    {
        if (!DeviceStatus.Read(state).TryGet(out var status, out var refusal))
            return Finding.Ill(Subject, refusal);
        if (status is not { Joined: { } joined, CertificateValidity: { } validity })
            return Finding.Ill(Subject, status.Pending is null ? Catalogue.Device.NotJoined : Catalogue.Device.SyncPending);
        if (status.KeyFailure is { } failure)
            return Finding.Ill(Subject, failure);
        if (!status.KeySignTest)
            return Finding.Ill(Subject, new Refusal(Catalogue.Device.StateDamaged, "the device key does not sign what its certificate verifies"));
        var now = time.GetUtcNow();
        if (now < validity.From || now > validity.Until)
            return Finding.Ill(Subject, Catalogue.Device.CertificateNotValidNow);
        var text = string.Create(CultureInfo.InvariantCulture, $"{(joined.Domain is null ? "cloud" : "hybrid")} joined to {joined.TenantName}, certificate until {validity.Until:yyyy-MM-dd}, keys in {status.KeyProvider}{(joined.Tpm is null ? ", a disk put back to an earlier day is not noticed" : "")}");
        return validity.Until - now > Soon ? Finding.Well(Subject, text) : Finding.Doubtful(Subject, text + ": run keyway renew");
    }
}
