using Keyway.Errors;

namespace Keyway.Server.Devices;

/// <summary>What must be looked up anew for each request of a device.</summary>
/// <param name="EndsOn">When the certificate is no longer accepted because a newer one was issued or used; null for the newest.</param>
/// <param name="Unused">No request has proven the certificate's key yet.</param>
internal sealed record DeviceStanding(Guid Id, bool Enabled, DateTimeOffset NotAfter, DateTimeOffset? EndsOn, bool Unused, long Version)
{
    /// <summary>Null, or why the device may do nothing with this certificate.</summary>
    public Refusal? Check(DateTimeOffset now)
    {
        if (!Enabled)
            return new Refusal(Catalogue.Devices.DeviceDisabled);
        if (EndsOn <= now)
            return new Refusal(Catalogue.Devices.CertificateReplaced);
        return NotAfter <= now ? new Refusal(Catalogue.Devices.CertificateExpired) : null;
    }
}
