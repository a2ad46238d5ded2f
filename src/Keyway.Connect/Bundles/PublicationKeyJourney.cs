using Keyway.Connect.CommandLine;
using Keyway.Connect.IdentityServer;
using Keyway.Connect.Terminal;
using Keyway.Errors;

namespace Keyway.Connect.Bundles;

/// <summary><c>kerberos-server publication-key</c>: fetches the key to which exports are sealed, and shows its fingerprint.</summary>
internal sealed class PublicationKeyJourney(ServerAccess access, string? output, StepLog steps, TimeProvider time)
{
    public async Task<Report> RunAsync(CancellationToken cancellationToken)
    {
        var result = await FetchAsync(cancellationToken);
        if (!result.TryGet(out var key, out var refusal))
            return Report.Of(new Failure("fetch the publication key", refusal));
        using var held = key;
        IReadOnlyList<string> lines = output is null
            ? ["", "Fingerprint: " + key.Fingerprint]
            : ["", "Fingerprint: " + key.Fingerprint, $"Carry {output} to the domain, and the fingerprint by another way: by telephone, or on paper."];
        return new Report(lines, new() { ["publicationKey"] = key.Fingerprint, ["tenantId"] = key.TenantId.ToString("D"), ["path"] = output });
    }

    private async Task<Result<PublicationKeyHolder>> FetchAsync(CancellationToken cancellationToken)
    {
        if (!(await ServerSession.OpenAsync(access, steps, time, cancellationToken)).TryGet(out var server, out var refusal))
            return refusal;
        using var open = server;
        var fetched = await steps.RunAsync("Fetch the publication key", () => new KerberosServerApi(server).ReadPublicationKeyAsync(cancellationToken), key => "fingerprint " + key.Fingerprint);
        if (!fetched.TryGet(out var key, out refusal) || output is null)
            return fetched;
        if ((await steps.RunAsync("Write it", () => Task.FromResult(PublicationKeyFile.Write(output, key)), path => path)).TryGet(out _, out refusal))
            return key;
        key.Dispose();
        return refusal;
    }
}
