using Keyway.Device.Terminal;
using Keyway.Errors;
using Keyway.SecurityKeys;

namespace Keyway.Device.Gestures;

/// <summary>The security key that a person named, opened when it is first needed.</summary>
/// <param name="selector"><c>auto</c>, a path under <c>/dev</c>, or the file of a software key.</param>
/// <param name="pin">Its PIN.</param>
/// <param name="conversation">Where to say "touch it now".</param>
internal sealed class KeyInHand(string selector, PinSource pin, IConversation conversation) : IDisposable
{
    private SecurityKeyDevice? _device;

    /// <summary>Does something with the open key, its description and its PIN.</summary>
    public Result<T> Use<T>(Func<SecurityKeyDevice, SecurityKeyInfo, Secret, Result<T>> act)
        where T : notnull
    {
        if (_device is null)
        {
            if (!SecurityKeyDevice.Open(selector, new SecurityKeyOptions { TouchNow = () => conversation.Say("Touch your security key now.") }).TryGet(out _device, out var unopened))
                return unopened;
        }

        if (!_device.GetInfo().TryGet(out var info, out var refusal))
            return refusal;
        if (!pin.Get(info).TryGet(out var secret, out refusal))
            return refusal;
        return act(_device, info, secret);
    }

    public void Dispose()
    {
        _device?.Dispose();
        pin.Dispose();
    }
}
