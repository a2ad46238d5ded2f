using System.Security.Cryptography;
using System.Text;
using Keyway.Contracts.SignIn;
using Keyway.Device.Terminal;
using Keyway.Errors;
using Keyway.SecurityKeys;
using Keyway.SecurityKeys.Gestures;

namespace Keyway.Device.Gestures;

/// <summary>The journey's step <i>Gesture</i>: the key signs the server's nonce after it has verified its user.</summary>
/// <param name="key">The key.</param>
/// <param name="screen">Where to ask which account, when there are several.</param>
internal sealed class NonceGesture(KeyInHand key, Screen screen)
{
    /// <summary>Signs a nonce.</summary>
    /// <param name="nonce">Printable ASCII; its bytes are the challenge.</param>
    /// <param name="relyingPartyId">The server's RP id.</param>
    /// <param name="origin">The server's origin.</param>
    /// <param name="user">The account's name, or null when the person did not say.</param>
    public Result<SignedGesture> Sign(string nonce, string relyingPartyId, string origin, string? user, CancellationToken cancellationToken)
    {
        var clientData = ClientDataJson.ForAssertion(Encoding.ASCII.GetBytes(nonce), origin);
        var request = new GetAssertionsRequest(relyingPartyId, SHA256.HashData(clientData));
        if (!key.Use((device, _, pin) => device.GetAssertions(request, pin.Value, cancellationToken)).TryGet(out var assertions, out var refusal))
            return refusal;
        if (!AccountChoice.Choose(assertions, user, names => screen.Choose("Which account?", [.. names.Select(Shown.Line)])).TryGet(out var assertion, out refusal))
            return refusal;
        return new SignedGesture(
            SecurityKeyAssertion.Of(assertion.CredentialId.Span, assertion.AuthenticatorData.Span, clientData, assertion.Signature.Span, assertion.UserHandle),
            assertion.UserName);
    }
}
