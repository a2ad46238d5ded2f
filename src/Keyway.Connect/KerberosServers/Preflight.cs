using Keyway.Errors;

namespace Keyway.Connect.KerberosServers;

/// <summary>What must hold before anything changes, because a change that ends halfway is worse than none.</summary>
internal static class Preflight
{
    /// <summary>The step <i>Check clocks and sync</i>: <c>KW4041</c> when a clock is off, <c>KW4040</c> when the server knows nobody of the domain.</summary>
    public static async Task<Result<string>> RunAsync(DomainSideContext context, BothSides sides, CancellationToken cancellationToken) =>
        await context.Steps.RunAsync("Check clocks and sync", () => CheckAsync(context, sides, cancellationToken), words => words);

    private static async Task<Result<string>> CheckAsync(DomainSideContext context, BothSides sides, CancellationToken cancellationToken)
    {
        if (!sides.HasServer)
            return ClockCheck.Of(sides.DomainOffset, null) is { } off ? off : $"domain controller {Words(sides.DomainOffset)}";
        if (!(await sides.Api.ListAsync(context.Domain.DnsName, cancellationToken)).TryGet(out var published, out var refusal))
            return refusal;
        var serverOffset = published.Date - context.Time.GetUtcNow();
        if (ClockCheck.Of(sides.DomainOffset, serverOffset) is { } skewed)
            return skewed;
        return published.IsSynced
            ? $"domain controller {Words(sides.DomainOffset)}, identity server {Words(serverOffset)}, the domain is synced"
            : new Refusal(Catalogue.Connect.DomainNotSynced, context.Domain.DnsName);
    }

    private static string Words(TimeSpan? offset) => offset is { } known ? ClockCheck.Words(known) : "does not tell the time";
}
