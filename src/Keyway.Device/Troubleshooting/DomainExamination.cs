using Keyway.ActiveDirectory.Locator;
using Keyway.Device.Locating;
using Keyway.Device.State;

namespace Keyway.Device.Troubleshooting;

/// <summary>Whether there is line of sight to a domain controller that takes partial tickets: a writable one with a KDC.</summary>
/// <param name="state">Which domain it is.</param>
/// <param name="domainControllers">To ask instead of those that DNS names.</param>
internal sealed class DomainExamination(DeviceState state, IReadOnlyList<string> domainControllers) : IExamination
{
    private const string Subject = "Domain controller";

    public async Task<Finding> LookAsync(CancellationToken cancellationToken)
    {
        if (!state.ReadDescription().TryGet(out var device, out _))
            return Finding.NotExamined(Subject, "this computer is not joined");
        var domain = device.Domain?.Domain ?? state.ReadLastSignIn(device.DeviceId)?.Principal?.Split('@')[^1].ToLowerInvariant();
        if (domain is null)
            return Finding.NotExamined(Subject, "which domain it is, the first sign-in with a ticket tells");
        var order = new LocateOrder(domain) { Kdc = true, Writable = true, DomainControllers = domainControllers };
        if (!(await DomainLocation.FindAsync(order, cancellationToken)).TryGet(out var controller, out var refusal))
            return Finding.Ill(Subject, refusal);
        var text = $"{controller.HostName} ({controller.Address}) of {controller.DomainName}";
        return controller.Flags.HasFlag(DomainControllerFlags.KeyList)
            ? Finding.Well(Subject, text)
            : Finding.Doubtful(Subject, text + "; it announces no key list, so there is no NTLM without a password");
    }
}
