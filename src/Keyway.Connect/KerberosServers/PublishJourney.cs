using Keyway.Connect.CommandLine;
using Keyway.Connect.IdentityServer;
using Keyway.Connect.Terminal;
using Keyway.Errors;

namespace Keyway.Connect.KerberosServers;

/// <summary>
/// What <c>set</c> and <c>rotate</c> share: both sides are opened and looked at before anything changes, then the domain is changed, the key is read
/// by replication, sealed to the server and handed over, and both sides are compared.
/// </summary>
/// <param name="access">Null for the domain's side alone: what publishes it is <c>export</c>, and <c>publish</c> elsewhere.</param>
internal sealed class PublishJourney(DomainSideContext context, ServerAccess? access)
{
    private const int PublishAttempts = 3;

    private readonly ChangeLog _changes = new(context.Steps);

    private DomainChange? _done;
    private string? _fingerprint;

    /// <param name="change">The steps that change the domain.</param>
    /// <param name="attempt">Ends the sentence "Could not …".</param>
    /// <param name="width">Of the terminal, or null.</param>
    public async Task<Report> RunAsync(Func<BothSides, SideComparison, ChangeLog, Task<Result<DomainChange>>> change, string attempt, int? width, CancellationToken cancellationToken)
    {
        var result = await PublishAsync(change, cancellationToken);
        var now = context.Time.GetUtcNow();
        var report = result.TryGet(out var sides, out var refusal)
            ? access is null ? ComparisonReport.OfDomain(sides, width, Closing(now)) : ComparisonReport.Of(sides, attempt, width, Closing(now))
            : new Report([], [], new Failure(attempt, refusal, Remains()));
        report.Content["changes"] = ChangeWords.Json(_changes.Made);
        report.Content["publicationKey"] = _fingerprint;
        if (_done?.Former is { } former)
            report.Content["formerKey"] = former.Json(now);
        return report;
    }

    private async Task<Result<SideComparison>> PublishAsync(Func<BothSides, SideComparison, ChangeLog, Task<Result<DomainChange>>> change, CancellationToken cancellationToken)
    {
        if (!(await BothSides.OpenAsync(context, access, cancellationToken)).TryGet(out var sides, out var refusal))
            return refusal;
        using var open = sides;
        if (!(await Preflight.RunAsync(context, sides, cancellationToken)).TryGet(out _, out refusal))
            return refusal;
        PublicationKeyHolder? publicationKey = null;
        if (sides.HasServer)
        {
            var fetched = await context.Steps.RunAsync("Fetch the publication key", () => sides.Api.ReadPublicationKeyAsync(cancellationToken), key => "fingerprint " + key.Fingerprint);
            if (!fetched.TryGet(out publicationKey, out refusal))
                return refusal;
            _fingerprint = publicationKey.Fingerprint;
        }

        using var heldKey = publicationKey;
        if (!(await sides.CompareAsync(cancellationToken)).TryGet(out var before, out refusal))
            return refusal;

        if (!(await change(sides, before, _changes)).TryGet(out _done, out refusal))
            return refusal;
        if (_done is not { Server: { } server, Keys: { } keys })
            return before;
        if (publicationKey is null)
            return await sides.CompareAsync(cancellationToken);
        var since = before.Server.State;
        for (var attempt = 1; ; attempt++)
        {
            var published = await new Publishing(context, sides, publicationKey).RunAsync(server, keys, since, cancellationToken);
            if (!published.Succeeded && !IsOvertaken(published.Refusal, attempt))
                return published.Refusal;
            if (!(await sides.CompareAsync(cancellationToken)).TryGet(out var after, out refusal) || published.Succeeded)
                return refusal is null ? after! : refusal;

            // Whoever was overtaken leaves it at that when both sides are in step, and else publishes the newest key: an older one is worth nothing soon.
            if (after.Verdict == Verdict.InStep || after.Domain.Server is not { } newest)
                return published.Refusal;
            (server, since) = (newest, after.Server.State);
        }
    }

    // Only a rotation goes on: the lists that two administrators set must not overwrite each other.
    private bool IsOvertaken(Refusal refusal, int attempt) =>
        _done?.Former is not null && attempt < PublishAttempts && (refusal.Error == Catalogue.Connect.PublishedMeanwhile || refusal.Error == Catalogue.Connect.KeyMovedMeanwhile);

    private IReadOnlyList<string> Closing(DateTimeOffset now) =>
    [
        .. _done?.Former?.Lines(now) ?? [],
        .. _done is { Server: null } ? ["Nothing had to be done."] : Array.Empty<string>(),
        .. access is null ? ["The identity server was not asked. Run kerberos-server export here, and publish there: until then it knows nothing of this."] : Array.Empty<string>(),
    ];

    private string? Remains() => (_done?.Server, _changes.Made.Count) switch
    {
        ({ } server, _) => $"The domain holds key version {server.KeyVersion}, which the identity server may not have yet; {(access is null ? "export" : "set")} publishes it.",
        (null, > 0 and var count) => $"{Counted.Of(count, "change")} {(count == 1 ? "was" : "were")} made in the domain; set does the rest.",
        _ => null,
    };
}
