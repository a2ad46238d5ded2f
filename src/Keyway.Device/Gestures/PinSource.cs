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

    /// <summary>The PIN for a key that says this of itself; none for one that verifies its user by itself and was given no file.</summary>
    public Result<Secret> Get(SecurityKeyInfo key) => _pin ??= (file, PinQuestion.For(key)) switch
    {
        (not null, _) => SecretFile.Read(file),
        (null, null) => Secret.None,
        (null, var question) => conversation.AskSecret(question),
    };

    public void Dispose()
    {
        if (_pin is { Succeeded: true } got)
            got.Value.Dispose();
    }
}
