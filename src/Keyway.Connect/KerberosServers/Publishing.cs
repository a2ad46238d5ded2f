using Keyway.ActiveDirectory.KerberosServers;
using Keyway.Connect.IdentityServer;
using Keyway.Connect.Terminal;
using Keyway.Contracts.KerberosServers;
using Keyway.Errors;

namespace Keyway.Connect.KerberosServers;

/// <summary>The steps <i>Read the key by replication</i> and <i>Publish, sealed to the server</i>.</summary>
internal sealed class Publishing(DomainSideContext context, BothSides sides, PublicationKeyHolder publicationKey)
{
    private const int Attempts = 3;

    /// <param name="server">As it stands in the domain.</param>
    /// <param name="keys">As whom the key is read.</param>
    /// <param name="since">What the server held before; a publication by someone else since then is <c>KW4044</c>.</param>
    /// <param name="cancellationToken">Ends the waiting; what was sent may have arrived.</param>
    public async Task<Result<KerberosServerState>> RunAsync(KerberosServerDescription server, KeyReading keys, KerberosServerState? since, CancellationToken cancellationToken)
    {
        var read = await context.Steps.RunAsync(
            "Read the key by replication",
            () => keys.ReadAsync(server, cancellationToken),
            key => $"AES256 key, ticket key version {key.Secret.TicketKeyVersion}, as {key.As}");
        if (!read.TryGet(out var key, out var refusal))
            return refusal;
        using var held = key.Secret;
        return await context.Steps.RunAsync(
            "Publish, sealed to the server",
            () => SealAndSendAsync(server, key.Secret, since, cancellationToken),
            state => $"publication {state.Version}, {Counted.Of(server.AllowGroups.Count, "group")} allowed, {server.DenyGroups.Count} denied");
    }

    private async Task<Result<KerberosServerState>> SealAndSendAsync(KerberosServerDescription server, KerberosServerSecret secret, KerberosServerState? since, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (!PublicationSeal.Seal(server, secret, publicationKey, context.Time.GetUtcNow()).TryGet(out var envelope, out var refusal))
                return refusal;
            var sent = await sides.Api.PublishAsync(context.Domain.DnsName, context.Name, envelope, since, cancellationToken);
            if (sent.Succeeded || sent.Refusal.Error != Catalogue.Connect.OutcomeUnknown || attempt == Attempts)
                return sent;

            // The answer was lost. Whether the server took it shows its state: ours, still the old one, or someone else's.
            if (!(await sides.Api.ReadAsync(context.Domain.DnsName, context.Name, cancellationToken)).TryGet(out var now, out _))
                return sent;
            if (now.State is { } state && state.Version != since?.Version)
                return IsOurs(state, server) ? state : Catalogue.Connect.PublishedMeanwhile;
        }
    }

    private static bool IsOurs(KerberosServerState state, KerberosServerDescription server) =>
        state.CloudId == server.Id && state.CloudKeyVersion == server.KeyVersion
        && PublishedLists.Same(server.AllowGroups, state.AllowedSids) && PublishedLists.Same(server.DenyGroups, state.DeniedSids);
}
