using Keyway.Device.KeySettings;
using Keyway.Errors;
using Keyway.SecurityKeys;

namespace Keyway.Device.Troubleshooting;

/// <summary>Whether the key that is plugged in can sign somebody in.</summary>
/// <param name="selector">Which key keywayd uses.</param>
internal sealed class KeyExamination(string selector) : IExamination
{
    private const string Subject = "Security key";
    private const int Few = 3;
    private static readonly KeywayError[] Absent = [Catalogue.SecurityKeys.NoKey, Catalogue.SecurityKeys.KeyNotFound, Catalogue.SecurityKeys.FileMissing, Catalogue.SecurityKeys.NoCardOnReader];

    public Task<Finding> LookAsync(CancellationToken cancellationToken) => Task.FromResult(Look());

    private Finding Look()
    {
        if (!SecurityKeyDevice.Open(selector).TryGet(out var device, out var refusal))
            return Absent.Contains(refusal.Error) ? Finding.Doubtful(Subject, "none is plugged in") : Finding.Ill(Subject, refusal);
        using (device)
        {
            if (!device.GetInfo().TryGet(out var info, out refusal))
                return Finding.Ill(Subject, refusal);
            return info switch
            {
                { PinSet: false } => Finding.Ill(Subject, Catalogue.SecurityKeys.PinNotSet),
                { PinRetries: 0 } => Finding.Ill(Subject, Catalogue.SecurityKeys.PinBlocked),
                { PinChangeRequired: true } => Finding.Doubtful(Subject, "its PIN must be changed first: keyway security-key pin change"),
                { PinRetries: <= Few } => Finding.Doubtful(Subject, $"{info.Aaguid}, {KeyAbilities.Tries(info.PinRetries)}"),
                { SupportsHmacSecret: false } => Finding.Doubtful(Subject, $"{info.Aaguid}; without hmac-secret it does not open this computer offline"),
                _ => Finding.Well(Subject, $"{info.Aaguid}, {KeyAbilities.Tries(info.PinRetries)}"),
            };
        }
    }
}
