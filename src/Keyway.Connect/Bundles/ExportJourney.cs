using System.Text.Json.Nodes;
using Keyway.ActiveDirectory.KerberosServers;
using Keyway.Connect.CommandLine;
using Keyway.Connect.Domain;
using Keyway.Connect.IdentityServer;
using Keyway.Connect.KerberosServers;
using Keyway.Connect.Terminal;
using Keyway.Contracts.KerberosServers;
using Keyway.Errors;

namespace Keyway.Connect.Bundles;

/// <summary><c>kerberos-server export</c>: seals a Kerberos server and its key into a file, without any line to the identity server.</summary>
/// <param name="publicationKey">Its fingerprint is confirmed; the journey disposes of it.</param>
internal sealed class ExportJourney(string name, DomainAccess access, PublicationKeyHolder publicationKey, string output, StepLog steps, TimeProvider time)
{
    public async Task<Report> RunAsync(CancellationToken cancellationToken)
    {
        using var key = publicationKey;
        var result = await ExportAsync(cancellationToken);
        if (!result.TryGet(out var bundle, out var refusal))
            return Report.Of(new Failure($"export the Kerberos server {name} of {access.DnsName}", refusal));
        return new Report(
            ["", $"The bundle is {output}. Only the identity server with the publication key {bundle.KeyId} can open it.", "Run there: keyway-connect kerberos-server publish " + Path.GetFileName(output)],
            new JsonObject { ["bundle"] = BundleJson.Of(output, bundle) });
    }

    private async Task<Result<PublicationBundle>> ExportAsync(CancellationToken cancellationToken)
    {
        if (!(await DomainSession.OpenAsync(access, steps, cancellationToken)).TryGet(out var domain, out var refusal))
            return refusal;
        using var open = domain;
        var objects = new KerberosServerObjects(domain.Connection, time);
        var described = await steps.RunAsync("Read the domain's side", () => ReadAsync(objects, cancellationToken), server => $"number {server.Id}, key version {server.KeyVersion}");
        if (!described.TryGet(out var server, out refusal))
            return refusal;

        var read = await steps.RunAsync(
            "Read the key by replication",
            () => new KeyReading(domain, access.Account, time).ReadAsync(server, cancellationToken),
            key => $"AES256 key, ticket key version {key.Secret.TicketKeyVersion}, as {key.As}");
        if (!read.TryGet(out var key, out refusal))
            return refusal;
        using var held = key.Secret;
        return await steps.RunAsync("Seal it and write the bundle", () => Task.FromResult(Write(server, key.Secret)), bundle => $"{output}, mode 0600, {bundle.Publication.Length} characters sealed");
    }

    private async Task<Result<KerberosServerDescription>> ReadAsync(KerberosServerObjects objects, CancellationToken cancellationToken)
    {
        if (!(await objects.ReadAsync(name, cancellationToken)).TryGet(out var server, out var refusal))
            return refusal;

        // The settings object is only of use for reading the key, which is what comes next.
        var faults = server.Faults.Where(fault => fault != KerberosServerFault.SettingsObjectMissing).ToList();
        return faults.Count == 0 ? server : new Refusal(Catalogue.Connect.ObjectNeedsRepair, string.Join(", ", faults));
    }

    private Result<PublicationBundle> Write(KerberosServerDescription server, KerberosServerSecret secret)
    {
        var now = time.GetUtcNow();
        if (!PublicationSeal.Seal(server, secret, publicationKey, now).TryGet(out var envelope, out var refusal))
            return refusal;
        var bundle = new PublicationBundle(PublicationBundle.CurrentFormat, publicationKey.TenantId, server.DomainDnsName, server.Name, now, publicationKey.Fingerprint, envelope.Publication);
        return BundleFile.Write(output, bundle).TryGet(out _, out refusal) ? bundle : refusal;
    }
}
