using Keyway.Errors;
using Keyway.Server.Audit;
using Keyway.Server.Devices;
using Keyway.Server.Storage;

namespace Keyway.Server.Provisioning.Computers;

/// <summary>The rules by which computers of domains are announced, changed and taken away: by their domain's connector and nobody else. Runs inside units of work.</summary>
internal sealed class ComputerProvisioning(TimeProvider time, AuditLog audit, ProvisioningAlarms alarms)
{
    /// <summary>Announces a computer.</summary>
    public Result<HybridDevice> Create(StoreSession session, ScimAuthority authority, ComputerAttributes attributes)
    {
        var now = time.GetUtcNow();
        var blank = new HybridDevice(Guid.Empty, string.Empty, string.Empty, string.Empty, string.Empty, string.Empty, string.Empty, true, [], now, now, 1);
        if (authority.Domain is null)
            return Catalogue.Provisioning.ExtensionRefused;
        if (!attributes.Build(blank).TryGet(out var device, out var refusal))
            return refusal;
        if (authority.CheckMayWrite(device.Domain, device.Id.ToString("D")) is { } notAllowed)
            return notAllowed;
        if (CheckSid(session, authority, device) is { } taken)
            return taken;
        if (HybridDevices.Insert(session, device))
            return device;
        if (HybridDevices.Find(session, device.Id)?.Domain != device.Domain)
            alarms.ForeignObject(authority.Domain, device.Id);
        return Catalogue.Provisioning.AnchorTaken;
    }

    /// <summary>Puts a computer's attributes in place of all former ones.</summary>
    public Result<HybridDevice> Replace(StoreSession session, ScimAuthority authority, Guid id, ComputerAttributes attributes, string? ifMatch) =>
        Open(session, authority, id, ifMatch).TryGet(out var current, out var refusal) ? Change(session, authority, current, attributes) : refusal;

    /// <summary>Applies a patch, all of it or nothing.</summary>
    public Result<HybridDevice> Patch(StoreSession session, ScimAuthority authority, Guid id, PatchRequest patch, string? ifMatch)
    {
        if (!Open(session, authority, id, ifMatch).TryGet(out var current, out var refusal))
            return refusal;
        var attributes = ComputerAttributes.Of(current);
        foreach (var operation in patch.Operations)
        {
            if (attributes.Apply(operation) is { } refused)
                return refused;
        }

        return Change(session, authority, current, attributes);
    }

    /// <summary>Takes a computer away, and the device that it had become with it.</summary>
    public Result<HybridDevice> Delete(StoreSession session, ScimAuthority authority, Guid id, string? ifMatch)
    {
        if (!Open(session, authority, id, ifMatch).TryGet(out var current, out var refusal))
            return refusal;
        if (HybridDevices.IsRegistered(session, id))
            audit.Append(session, AuditActivity.ComputerDeleted, authority.ActorId, id, ("name", current.DisplayName), ("domain", current.Domain));
        HybridDevices.Delete(session, id, time.GetUtcNow());
        return current;
    }

    private Result<HybridDevice> Change(StoreSession session, ScimAuthority authority, HybridDevice current, ComputerAttributes attributes)
    {
        if (!attributes.Build(current).TryGet(out var next, out var refusal))
            return refusal;
        if (authority.CheckMayWrite(next.Domain, next.Id.ToString("D")) is { } notAllowed)
            return notAllowed;
        if (next.Sid != current.Sid)
        {
            alarms.SidChanged(authority.Domain, current.Id, current.Sid, next.Sid);
            return Catalogue.Provisioning.SidChanged;
        }

        if (next.Id != current.Id)
            return Catalogue.Provisioning.AnchorChanged;
        if (IsSame(current, next))
            return current;
        next = next with { ModifiedOn = time.GetUtcNow(), Version = current.Version + 1 };
        HybridDevices.Update(session, next);
        if (current.Enabled != next.Enabled)
            audit.Append(session, next.Enabled ? AuditActivity.ComputerEnabled : AuditActivity.ComputerDisabled, authority.ActorId, next.Id, ("name", next.DisplayName));
        return next;
    }

    private Refusal? CheckSid(StoreSession session, ScimAuthority authority, HybridDevice device)
    {
        if (HybridDevices.FindBySid(session, device.Domain, device.Sid) is not { } holder || holder.Id == device.Id)
            return null;
        alarms.SidClaimed(authority.Domain, holder.Id, device.Sid);
        return new Refusal(Catalogue.Provisioning.SidTaken);
    }

    private Result<HybridDevice> Open(StoreSession session, ScimAuthority authority, Guid id, string? ifMatch)
    {
        if (HybridDevices.Find(session, id) is not { } current)
            return Catalogue.Provisioning.ResourceNotFound;
        return authority.CheckMayChange(current.Domain, id, current.Version, ifMatch, alarms) is { } refusal ? refusal : current;
    }

    // A record compares its list of certificates by reference.
    private static bool IsSame(HybridDevice one, HybridDevice other) =>
        one == other with { Certificates = one.Certificates }
        && one.Certificates.Count == other.Certificates.Count && one.Certificates.Zip(other.Certificates).All(pair => pair.First.AsSpan().SequenceEqual(pair.Second));
}
