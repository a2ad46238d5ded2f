using System.Security.Cryptography;
using Keyway.Errors;

namespace Keyway.Fido2;

/// <summary>The checks of the client data that registration and sign-in share. Null means that a check holds.</summary>
internal static class ClientDataChecks
{
    /// <summary>7.1 step 7, 7.2 step 10: Verify the value of C.type.</summary>
    public static Refusal? Type(ClientData client, string expected) =>
        Step.Holds(client.Type == expected, Catalogue.WebAuthn.WrongType);

    /// <summary>7.1 step 8, 7.2 step 11: Verify that C.challenge is the challenge of this ceremony.</summary>
    public static Refusal? Challenge(ClientData client, ReadOnlyMemory<byte> expected) =>
        // A ceremony begun without a challenge must not be answerable by an empty one.
        Step.Holds(
            expected.Length >= 16 && CryptographicOperations.FixedTimeEquals(client.Challenge.Span, expected.Span),
            Catalogue.WebAuthn.WrongChallenge);

    /// <summary>7.1 step 9, 7.2 step 12: Verify that C.origin is an origin that the relying party expects (13.4.9).</summary>
    public static Refusal? Origin(ClientData client, RelyingParty party) =>
        party.Origins.Contains(client.Origin)
            ? null
            : new Refusal(Catalogue.WebAuthn.UnexpectedOrigin, LogText.Of(client.Origin));

    /// <summary>7.1 step 10, 7.2 step 13: If C.crossOrigin is true, verify that the relying party expects to be framed.</summary>
    public static Refusal? CrossOrigin(ClientData client, RelyingParty party) =>
        // A client that does not tell the framing page leaves nothing to check, so that it is refused even where framing is expected.
        Step.Holds(!client.CrossOrigin || (party.TopOrigins.Count > 0 && client.TopOrigin is not null), Catalogue.WebAuthn.CrossOrigin);

    /// <summary>7.1 step 11, 7.2 step 14: If C.topOrigin is present, verify that the relying party expects to be framed by that page.</summary>
    public static Refusal? TopOrigin(ClientData client, RelyingParty party) =>
        client.TopOrigin is null || party.TopOrigins.Contains(client.TopOrigin)
            ? null
            : new Refusal(Catalogue.WebAuthn.UnexpectedTopOrigin, LogText.Of(client.TopOrigin));
}
