using Keyway.Connect.CommandLine;
using Keyway.Errors;

namespace Keyway.Connect.KerberosServers;

/// <summary><c>kerberos-server get</c>: reads both sides and compares them. Writes nothing.</summary>
internal sealed class GetJourney(KerberosServerContext context)
{
    public async Task<Report> RunAsync(int? width, CancellationToken cancellationToken)
    {
        var result = await CompareAsync(cancellationToken);
        return result.TryGet(out var sides, out var refusal)
            ? ComparisonReport.Of(sides, $"find the same {context.Title} on both sides", width)
            : Report.Of(new Failure($"read the {context.Title}", refusal));
    }

    private async Task<Result<SideComparison>> CompareAsync(CancellationToken cancellationToken)
    {
        if (!(await BothSides.OpenAsync(context, context.Server, cancellationToken)).TryGet(out var sides, out var refusal))
            return refusal;
        using var open = sides;
        return await sides.CompareAsync(cancellationToken);
    }
}
