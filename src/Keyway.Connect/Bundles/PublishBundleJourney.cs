using System.Text.Json.Nodes;
using Keyway.Connect.CommandLine;
using Keyway.Connect.IdentityServer;
using Keyway.Connect.KerberosServers;
using Keyway.Connect.Terminal;
using Keyway.Contracts.KerberosServers;
using Keyway.Errors;

namespace Keyway.Connect.Bundles;

/// <summary><c>kerberos-server publish</c>: hands a bundle to the identity server, from a computer that need not see the domain.</summary>
internal sealed class PublishBundleJourney(ServerAccess access, string path, PublicationBundle bundle, StepLog steps, TimeProvider time)
{
    public async Task<Report> RunAsync(CancellationToken cancellationToken)
    {
        var attempt = $"publish {path}";
        var result = await PublishAsync(cancellationToken);
        if (!result.TryGet(out var state, out var refusal))
            return Report.Of(new Failure(attempt, refusal, refusal.Error == Catalogue.Connect.OutcomeUnknown ? "When it is refused as a replay, it had arrived." : null));

        var sides = new SideComparison(DomainSide.Nothing, new ServerSide(state));
        return new Report(
            ["", .. KerberosServerColumns.Lines(sides, TerminalConsole.Width()).Where(line => line.StartsWith("Cloud", StringComparison.Ordinal)), "", InForce(state)],
            new JsonObject { ["bundle"] = BundleJson.Of(path, bundle), ["kerberosServer"] = KerberosServerColumns.Json(sides), ["version"] = state.Version, ["isMinting"] = state.IsMinting });
    }

    private static string InForce(KerberosServerState state) =>
        $"In force: {state.Name} of {state.CloudDomainDnsName}, number {state.CloudId}, ticket key version {state.TicketKeyVersion}, "
        + $"{Counted.Of(state.AllowedSids.Count, "group")} allowed, {state.DeniedSids.Count} denied, publication {state.Version}.";

    private async Task<Result<KerberosServerState>> PublishAsync(CancellationToken cancellationToken)
    {
        if (!(await ServerSession.OpenAsync(access, steps, time, cancellationToken)).TryGet(out var server, out var refusal))
            return refusal;
        using var open = server;
        var fetched = await steps.RunAsync("Check where the bundle belongs", () => CheckAsync(new KerberosServerApi(server), cancellationToken), key => $"this tenant, publication key {key}");
        if (!fetched.TryGet(out _, out refusal))
            return refusal;
        return await steps.RunAsync(
            "Publish the bundle",
            () => new KerberosServerApi(server).PublishBundleAsync(bundle, cancellationToken),
            state => $"number {state.CloudId}, key version {state.CloudKeyVersion}");
    }

    // The server would refuse as well; here the words can say what to do with the file.
    private async Task<Result<string>> CheckAsync(KerberosServerApi api, CancellationToken cancellationToken)
    {
        if (!(await api.ReadPublicationKeyAsync(cancellationToken)).TryGet(out var key, out var refusal))
            return refusal;
        using var held = key;
        if (key.TenantId != bundle.TenantId)
            return new Refusal(Catalogue.Connect.BundleOfAnotherTenant, $"{bundle.TenantId:D}; this is {key.TenantId:D}");
        return key.Fingerprint == bundle.KeyId ? key.Fingerprint : new Refusal(Catalogue.Connect.BundleOfAnotherKey, $"{bundle.KeyId}; the server's is {key.Fingerprint}");
    }
}
