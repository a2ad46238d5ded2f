using Keyway.ActiveDirectory.KerberosServers;
using Keyway.Connect.CommandLine;
using Keyway.Connect.Domain;
using Keyway.Connect.IdentityServer;
using Keyway.Connect.Terminal;
using Keyway.Errors;

namespace Keyway.Connect.KerberosServers;

/// <summary>
/// What <c>set</c> and <c>rotate</c> share: both sides are opened before anything changes, then the domain is changed, the key is read by
/// replication, sealed to the server and handed over, and both sides are compared.
/// </summary>
internal sealed class PublishJourney(KerberosServerContext context)
{
    private const int PublishAttempts = 3;

    private string? _fingerprint;
    private KerberosServerDescription? _changed;

    /// <param name="change">The steps that change the domain; returns the Kerberos server as it stands then.</param>
    /// <param name="attempt">Ends the sentence "Could not …".</param>
    /// <param name="width">Of the terminal, or null.</param>
    public async Task<Report> RunAsync(Func<KerberosServerObjects, ReplicatedKeySource, Task<Result<KerberosServerDescription>>> change, string attempt, int? width, CancellationToken cancellationToken)
    {
        var result = await PublishAsync(change, cancellationToken);
        if (!result.TryGet(out var sides, out var refusal))
            return Report.Of(new Failure(attempt, refusal, Remains()));

        var report = ComparisonReport.Of(sides, attempt, width);
        report.Content["publicationKey"] = _fingerprint;
        return report;
    }

    private async Task<Result<SideComparison>> PublishAsync(Func<KerberosServerObjects, ReplicatedKeySource, Task<Result<KerberosServerDescription>>> change, CancellationToken cancellationToken)
    {
        if (!(await DomainSession.OpenAsync(context.Domain, context.Steps, cancellationToken)).TryGet(out var domain, out var refusal))
            return refusal;
        using var openDomain = domain;
        if (!(await ServerSession.OpenAsync(context.Server, context.Steps, context.Time, cancellationToken)).TryGet(out var server, out refusal))
            return refusal;
        using var openServer = server;

        var api = new KerberosServerApi(server);
        var fetched = await context.Steps.RunAsync("Fetch the publication key", () => api.ReadPublicationKeyAsync(cancellationToken), key => "fingerprint " + key.Fingerprint);
        if (!fetched.TryGet(out var publicationKey, out refusal))
            return refusal;
        using var heldKey = publicationKey;
        _fingerprint = publicationKey.Fingerprint;

        var objects = new KerberosServerObjects(domain.Connection, context.Time);
        var source = new ReplicatedKeySource(domain.DomainController, domain.Credential, context.Domain.DnsName, context.Time);
        var changed = await change(objects, source);
        if (!changed.TryGet(out var description, out refusal))
            return refusal;
        _changed = description;

        var read = await context.Steps.RunAsync("Read the key by replication", () => source.ReadAsync(description, cancellationToken), key => $"AES256 key, ticket key version {key.TicketKeyVersion}");
        if (!read.TryGet(out var secret, out refusal))
            return refusal;
        using var heldSecret = secret;

        var published = await context.Steps.RunAsync(
            "Publish, sealed to the server",
            () => SealAndSendAsync(api, description, secret, publicationKey, cancellationToken),
            _ => $"{Counted.Of(description.AllowGroups.Count, "group")} allowed, {description.DenyGroups.Count} denied");
        if (!published.TryGet(out _, out refusal))
            return refusal;
        return await new ComparisonSteps(context).RunAsync(objects, api, cancellationToken);
    }

    private async Task<Result<ServerReply>> SealAndSendAsync(
        KerberosServerApi api, KerberosServerDescription description, KerberosServerSecret secret, PublicationKeyHolder publicationKey, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (!PublicationSeal.Seal(description, secret, publicationKey, context.Time.GetUtcNow()).TryGet(out var envelope, out var refusal))
                return refusal;
            var sent = await api.PublishAsync(context.Domain.DnsName, context.Name, envelope, cancellationToken);

            // Sealed anew it is a later publication of the same key, which the server takes whether or not it got the first.
            if (sent.Succeeded || sent.Refusal.Error != Catalogue.Connect.OutcomeUnknown || attempt == PublishAttempts)
                return sent;
        }
    }

    private string? Remains() => _changed is null
        ? null
        : $"The domain holds key version {_changed.KeyVersion}, which the identity server may not have yet; set publishes it.";
}
