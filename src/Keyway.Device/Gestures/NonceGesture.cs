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
/// <param name="conversation">Where to ask which account, when there are several.</param>
internal sealed class NonceGesture(KeyInHand key, IConversation conversation)
{
    /// <summary>Chooses among the accounts on the key; null chooses by the name that the person gave.</summary>
    public Func<IReadOnlyList<KeyAssertion>, Result<KeyAssertion>>? Choose { get; init; }

    /// <summary>32 bytes of which the credential shall make a secret (hmac-secret, CTAP 2.1 12.5), so that it can be recognised without the server; null for none.</summary>
    public ReadOnlyMemory<byte>? Salt { get; init; }

    /// <summary>Signs a nonce.</summary>
    /// <param name="nonce">Printable ASCII; its bytes are the challenge.</param>
    /// <param name="relyingPartyId">The server's RP id.</param>
    /// <param name="origin">The server's origin.</param>
    /// <param name="user">The account's name, or null when the person did not say.</param>
    public Result<SignedGesture> Sign(string nonce, string relyingPartyId, string origin, string? user, CancellationToken cancellationToken)
    {
        var clientData = ClientDataJson.ForAssertion(Encoding.ASCII.GetBytes(nonce), origin);
        var request = new GetAssertionsRequest(relyingPartyId, SHA256.HashData(clientData));
        if (!key.Use((device, info, pin) => device.GetAssertions(WithSalt(request, info), pin.Value, cancellationToken)).TryGet(out var assertions, out var refusal))
            return refusal;
        var choice = Choose?.Invoke(assertions) ?? AccountChoice.Choose(assertions, user, names => conversation.Choose("Which account?", [.. names.Select(Shown.Line)]));
        foreach (var other in assertions)
        {
            if (other.HmacSecret is { } secret && (!choice.Succeeded || !ReferenceEquals(other, choice.Value)))
                CryptographicOperations.ZeroMemory(secret);
        }

        if (!choice.TryGet(out var assertion, out refusal))
            return refusal;
        return new SignedGesture(
            SecurityKeyAssertion.Of(assertion.CredentialId.Span, assertion.AuthenticatorData.Span, clientData, assertion.Signature.Span, assertion.UserHandle),
            assertion);
    }

    private GetAssertionsRequest WithSalt(GetAssertionsRequest request, SecurityKeyInfo key) =>
        Salt is { } salt && key.SupportsHmacSecret ? request with { HmacSecretSalts = [salt] } : request;
}
