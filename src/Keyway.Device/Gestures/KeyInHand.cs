using Keyway.Device.Terminal;
using Keyway.Errors;
using Keyway.SecurityKeys;

namespace Keyway.Device.Gestures;

/// <summary>The security key that a person named, opened when it is first needed.</summary>
/// <param name="selector"><c>auto</c>, a path under <c>/dev</c>, <c>nfc:</c> and the name of a reader, or the file of a software key.</param>
/// <param name="pin">Its PIN.</param>
/// <param name="conversation">Where to say "touch it now".</param>
internal sealed class KeyInHand(string selector, PinSource pin, IConversation conversation) : IDisposable
{
    // Some sensors give up only after twenty-five; a person whose finger is wet has had enough sooner.
    private const int MostFingers = 3;

    private SecurityKeyDevice? _device;

    /// <summary>How long one gesture may take; keys give up after about half a minute by themselves.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Does something with the open key, its description and its PIN. A key that asks for a finger and does not take it is given its PIN.</summary>
    public Result<T> Use<T>(Func<SecurityKeyDevice, SecurityKeyInfo, Secret, Result<T>> act)
        where T : notnull
    {
        if (_device is null)
        {
            if (!SecurityKeyDevice.Open(selector, Options()).TryGet(out _device, out var unopened))
                return unopened;
        }

        for (var fingers = 1; ; fingers++)
        {
            if (!_device.GetInfo().TryGet(out var info, out var refusal))
                return refusal;
            if (!pin.Get(info).TryGet(out var secret, out refusal))
                return refusal;
            var done = act(_device, info, secret);
            if (done.TryGet(out _, out refusal) || !info.AsksForFinger || !secret.Value.IsEmpty || !TakesPinInstead(refusal))
                return done;
            if (refusal.Error == Catalogue.SecurityKeys.VerificationFailed)
                conversation.Say($"The sensor did not recognise your finger{(refusal.Detail is null ? "" : $": {refusal.Detail}")}.");
            if (refusal.Error == Catalogue.SecurityKeys.VerificationFailed && fingers < MostFingers)
                continue;

            // Told anew, as the question tells the tries that are left.
            if (!_device.GetInfo().TryGet(out info, out _) || info is { PinSet: false } or { PinRetries: 0 })
                return done;
            return pin.GetInsteadOfFinger(info).TryGet(out secret, out refusal) ? act(_device, info, secret) : refusal;
        }
    }

    public void Dispose()
    {
        _device?.Dispose();
        pin.Dispose();
    }

    private SecurityKeyOptions Options() => new()
    {
        Timeout = Patience,
        TouchNow = () => conversation.Say(_device is { IsOnReader: true } ? "Leave your security key on the reader, and touch it if it blinks." : "Touch your security key now."),
        SensorNow = () => conversation.CallToSensor("Touch the sensor of your security key now."),
    };

    /// <summary>Whether it is the finger that failed, or was not laid on: a sensor does not even feel one in a plaster. Keys from before CTAP 2.1 say only that they want the PIN.</summary>
    private static bool TakesPinInstead(Refusal refusal) =>
        refusal.Error == Catalogue.SecurityKeys.VerificationFailed
        || refusal.Error == Catalogue.SecurityKeys.VerificationBlocked
        || refusal.Error == Catalogue.SecurityKeys.TouchTimeout
        || refusal.Error == Catalogue.SecurityKeys.PinRequired;
}
