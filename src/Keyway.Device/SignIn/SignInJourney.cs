using Keyway.Contracts.SignIn;
using Keyway.Device.Gestures;
using Keyway.Device.IdentityServer;
using Keyway.Device.State;
using Keyway.Device.Terminal;
using Keyway.Errors;

namespace Keyway.Device.SignIn;

/// <summary>
/// The main job: a touch becomes a signed-in person. Nonce, Gesture, PRT request (the server verifies and issues), Issue (we check what it
/// issued), Exchange, Open the session.
/// </summary>
internal sealed class SignInJourney(
    JoinedState joined,
    DeviceState state,
    IdentityServerClient server,
    NonceGesture gesture,
    DomainExchange exchange,
    JourneyReport report,
    TimeProvider time)
{
    /// <summary>Goes the whole way. A refusal means that nobody was signed in.</summary>
    public async Task<Result<SignInOutcome>> RunAsync(SignInOrder order, CancellationToken cancellationToken)
    {
        var device = joined.Device;
        var now = time.GetUtcNow();
        if (now < joined.Certificate.NotBefore.ToUniversalTime() || now > joined.Certificate.NotAfter.ToUniversalTime())
            return Catalogue.Device.CertificateNotValidNow;

        if (!(await report.StepAsync("Nonce", () => server.GetNonceAsync(device.TenantId.ToString(), cancellationToken), _ => $"from {server.Address}"))
            .TryGet(out var nonce, out var refusal))
            return refusal;

        // Without the domain's word the server judges by what the sync told it.
        byte[]? renewed = null;
        if (order.Changed is { } changed)
            (await report.StepAsync("Password", () => AskDomainAsync(nonce, changed, cancellationToken), _ => $"confirmed by {changed.Domain}")).TryGet(out renewed, out _);

        if (!report.Step("Gesture", () => gesture.Sign(nonce, device.RelyingPartyId, device.Origin, order.User, cancellationToken), signed => signed.AccountName ?? "signed")
            .TryGet(out var signed, out refusal))
            return refusal;

        if (!(await report.StepAsync("PRT request", () => RequestAsync(nonce, signed.Assertion, renewed, cancellationToken), _ => "verified by the server"))
            .TryGet(out var reply, out refusal))
            return refusal;

        var userToCompare = signed.AccountName is null ? order.User : null;
        if (!report.Step("Issue", () => IssuedToken.Open(reply, device.TenantId, joined.Keys.TransportKey, userToCompare, time.GetUtcNow()), Say)
            .TryGet(out var issued, out refusal))
            return refusal;

        if (!order.PlaceOf(issued).TryGet(out var place, out refusal))
        {
            if (issued.PartialTicket.TryGet(out var unused, out _))
                unused.Dispose();
            return refusal;
        }

        var session = await new OnPremisesSession(exchange, report).OpenAsync(issued, place, cancellationToken);
        return new SignInOutcome(issued, signed, session, state.Remember(device.DeviceId, issued, session));
    }

    private Task<Result<PrtResponse>> RequestAsync(string nonce, SecurityKeyAssertion assertion, byte[]? renewedPassword, CancellationToken cancellationToken) =>
        server.RequestPrtAsync(joined.Device.TenantId, PrtRequest.Sign(joined, nonce, assertion, renewedPassword), cancellationToken);

    private async Task<Result<byte[]>> AskDomainAsync(string nonce, ChangedPassword changed, CancellationToken cancellationToken)
    {
        var request = PrtRequest.SignQuestion(joined, nonce, changed.Domain);
        return (await server.AskAboutPasswordAsync(joined.Device.TenantId, request, cancellationToken)).TryGet(out var question, out var refusal)
            ? await changed.AnswerAsync(question, cancellationToken)
            : refusal;
    }

    private static string Say(IssuedToken issued) => issued.User + (issued.PartialTicket.TryGet(out var ticket, out var refusal)
        ? $", partial TGT of {ticket.ClientRealm}"
        : $", no on-premises ticket: {refusal.Code}");
}
