using Keyway.Contracts;
using Keyway.Contracts.KerberosServers;
using Keyway.Errors;

namespace Keyway.Connect.IdentityServer;

/// <summary>Asks the identity server for its rules, one by one, as they stand for a person.</summary>
internal sealed class ExplanationApi(ServerSession session)
{
    private const int MostRules = 64;

    /// <param name="anchor">The person's objectGUID.</param>
    public async Task<Result<TicketExplanation>> ReadAsync(string domain, string name, Guid anchor, CancellationToken cancellationToken)
    {
        var call = new ServerCall(HttpMethod.Get, ServerAddress.Path("kerberosServers", domain, name, "explanations", anchor.ToString("D")), Idempotent: true);
        if (!(await session.SendAsync(call, cancellationToken)).TryGet(out var reply, out var refusal))
            return refusal;
        if (!reply.IsSuccess)
            return ServerRefusals.Of(call, reply, Catalogue.Connect.ServerSignInRefused);
        return Parse(reply.Body, anchor);
    }

    /// <summary>Reads an untrusted explanation; one about somebody else is none.</summary>
    public static Result<TicketExplanation> Parse(ReadOnlySpan<byte> body, Guid anchor) =>
        ContractsJson.TryRead(body, ContractsJson.Default.TicketExplanation, out var explanation)
        && explanation.ObjectGuid == anchor && explanation.Rules.Count is > 0 and <= MostRules && explanation.Rules.All(rule => rule is not null)
            ? explanation
            : new Refusal(Catalogue.Connect.ServerAnswerMalformed, "explanation");
}
