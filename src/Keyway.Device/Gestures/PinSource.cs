using Keyway.Device.Terminal;
using Keyway.Errors;
using Keyway.SecurityKeys;
using Keyway.SecurityKeys.Gestures;

namespace Keyway.Device.Gestures;

/// <summary>The PIN of one key: from a file, or asked for. It is got once and kept for the run, because a key counts wrong ones.</summary>
/// <param name="file">What <c>--pin-file</c> named, or null.</param>
/// <param name="conversation">Where to ask.</param>
internal sealed class PinSource(string? file, IConversation conversation) : IDisposable
{
    private Result<Secret>? _pin;

    /// <summary>Whether a setting is changed, for which a key takes no finger.</summary>
    public bool ForSettings { get; init; }

    /// <summary>The PIN for a key that says this of itself; none for one that verifies its user by itself and was given no file.</summary>
    public Result<Secret> Get(SecurityKeyInfo key) => _pin ??= file is null
        ? Ask(ForSettings ? PinQuestion.ForSettings(key) : PinQuestion.For(key))
        : SecretFile.Read(file);

    /// <summary>The PIN in place of a finger that the key did not take: the only question for it, whatever it is answered.</summary>
    public Result<Secret> GetInsteadOfFinger(SecurityKeyInfo key)
    {
        var typed = Ask(PinQuestion.ForSettings(key));
        _pin = typed.TryGet(out var secret, out _) && secret.Value.IsEmpty ? Catalogue.SecurityKeys.PinRequired : typed;
        return _pin.Value;
    }

    public void Dispose()
    {
        if (_pin is { Succeeded: true } got)
            got.Value.Dispose();
    }

    private Result<Secret> Ask(string? question) => question is null ? Secret.None : conversation.AskSecret(question);
}
