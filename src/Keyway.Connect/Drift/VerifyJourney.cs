using System.Text.Json.Nodes;
using Keyway.ActiveDirectory.KerberosServers;
using Keyway.Connect.CommandLine;
using Keyway.Connect.KerberosServers;
using Keyway.Errors;

namespace Keyway.Connect.Drift;

/// <summary><c>kerberos-server verify</c>: is the domain's Kerberos server what was published? Tells the identity server, which stops minting when the drift is dangerous.</summary>
internal sealed class VerifyJourney(KerberosServerContext context, int rotationDays, bool reports)
{
    public async Task<Report> RunAsync(int? width, CancellationToken cancellationToken)
    {
        var attempt = $"find the {context.Title} in order";
        var result = await VerifyAsync(cancellationToken);
        if (!result.TryGet(out var outcome, out var refusal))
            return Report.Of(new Failure($"verify the {context.Title}", refusal));
        return new Report(
            ["", .. DriftWords.Lines(outcome, width)],
            new JsonObject { ["findings"] = DriftWords.Json(outcome), ["isMinting"] = outcome.State.IsMinting, ["isReported"] = outcome.IsReported, ["version"] = outcome.State.Version },
            DriftWords.Refusal(outcome) is { } drift ? new Failure(attempt, drift) : null);
    }

    private async Task<Result<DriftOutcome>> VerifyAsync(CancellationToken cancellationToken)
    {
        if (!(await BothSides.OpenAsync(context, context.Server, cancellationToken)).TryGet(out var sides, out var refusal))
            return refusal;
        using var open = sides;

        var read = await context.Steps.RunAsync(
            "Read the server's side",
            () => sides.Api.ReadAsync(context.Domain.DnsName, context.Name, cancellationToken),
            side => side.State is { } state ? $"number {state.CloudId}, key version {state.CloudKeyVersion}, publication {state.Version}" : "nothing");
        if (!read.TryGet(out var published, out refusal))
            return refusal;
        if (published.State is null)
            return await NothingPublishedAsync(sides.Objects, cancellationToken);
        return await new DriftCheck(sides.Domain.Connection, sides.Api, rotationDays, reports, context.Steps, context.Time).RunAsync(published.State, cancellationToken);
    }

    private async Task<Refusal> NothingPublishedAsync(KerberosServerObjects objects, CancellationToken cancellationToken)
    {
        var side = await DomainSide.ReadAsync(objects, context.Name, cancellationToken);
        if (!side.TryGet(out var here, out var refusal))
            return refusal;
        return here is { Server: null, Incomplete: null }
            ? new Refusal(Catalogue.Connect.NotSetUp)
            : new Refusal(Catalogue.Connect.SidesDiffer, "only the domain has it, and nothing was published to compare it with");
    }
}
