using Keyway.Errors;

namespace Keyway.Fido2.Registration;

/// <summary>The server's side of a registration (WebAuthn L3 7.1).</summary>
public sealed class RegistrationVerification(TimeProvider time)
{
    /// <summary>Verifies what came back against what was asked. The caller has spent the challenge before.</summary>
    public Result<RegisteredCredential> Verify(RegistrationRequest request, RegistrationResponse response) =>
        time is null ? Catalogue.General.Uninitialised : Catalogue.General.Uninitialised;
}
