using System.Buffers.Text;
using Keyway.Contracts.Devices;
using Keyway.Contracts.Graph;
using Keyway.Contracts.OAuth;
using Keyway.Device.Gestures;
using Keyway.Device.IdentityServer;
using Keyway.Device.Terminal;
using Keyway.Errors;

namespace Keyway.Device.Registration;

/// <summary>Register a key: Discover, a strong sign-in, Options, Gesture, Register.</summary>
internal sealed class RegistrationJourney(IdentityServerClient server, StrongSignIn signIn, KeyInHand key, JourneyReport report)
{
    /// <summary>Goes the whole way.</summary>
    /// <param name="name">The name that the owner gives the key.</param>
    /// <param name="cancellationToken">Gives up, also while the key waits for a touch.</param>
    public async Task<Result<SecurityKeyMethod>> RunAsync(string name, CancellationToken cancellationToken)
    {
        if (!(await report.StepAsync("Discover", () => server.DiscoverAsync(cancellationToken), found => $"{found.TenantInfo.TenantName} at {server.Address}"))
            .TryGet(out var tenant, out var refusal))
            return refusal;

        if (!(await signIn.GetTokenAsync(server, tenant, Resources.Graph, cancellationToken)).TryGet(out var token, out refusal))
            return refusal;

        if (!(await report.StepAsync("Options", () => server.GetCreationOptionsAsync(token, cancellationToken), options => $"for {options.PublicKey.User.Name}"))
            .TryGet(out var options, out refusal))
            return refusal;

        if (!report.Step("Gesture", () => Make(options.PublicKey, tenant.KeywayService, cancellationToken), made => $"credential {made.Id}").TryGet(out var credential, out refusal))
            return refusal;

        return await report.StepAsync("Register", () => server.RegisterAsync(token, new SecurityKeyRegistration(name, credential), cancellationToken), method => method.DisplayName);
    }

    private Result<PublicKeyCredential> Make(PublicKeyCreationOptions options, KeywayService service, CancellationToken cancellationToken) =>
        key.Use<PublicKeyCredential>((device, info, pin) =>
        {
            if (!NewCredential.Read(options, service.RelyingPartyId, service.Origin, info.SupportsHmacSecret, info.SupportsCredentialProtection).TryGet(out var credential, out var refusal))
                return refusal;
            if (!device.MakeCredential(credential.Request, pin.Value, cancellationToken).TryGet(out var made, out refusal))
                return refusal;
            return new PublicKeyCredential(
                Base64Url.EncodeToString(made.CredentialId.Span),
                new AttestationResponse(Base64Url.EncodeToString(credential.ClientDataJson), Base64Url.EncodeToString(made.AttestationObject.Span)));
        });
}
