using Keyway.Errors;

namespace Keyway.Fido2.Assertion;

/// <summary>The server's side of a sign-in (WebAuthn L3 7.2).</summary>
public static class AssertionVerification
{
    /// <summary>Verifies what came back against what was asked and what is stored. The caller has spent the challenge before.</summary>
    public static Result<VerifiedAssertion> Verify(AssertionRequest request, StoredCredential credential, AssertionResponse response) =>
        request is null || credential is null || response is null ? Catalogue.General.Uninitialised : Catalogue.General.Uninitialised;
}
