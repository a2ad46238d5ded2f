using Keyway.ActiveDirectory.KerberosServers;
using Keyway.Connect.CommandLine;
using Keyway.Errors;

namespace Keyway.Connect.KerberosServers;

/// <summary><c>kerberos-server rotate</c>: makes the domain choose a new key and publishes it. Tickets of the old key stay good until they end.</summary>
internal sealed class RotateJourney(KerberosServerContext context)
{
    public Task<Report> RunAsync(int? width, CancellationToken cancellationToken) =>
        new PublishJourney(context).RunAsync((objects, source) => RotateAsync(objects, source, cancellationToken), $"rotate the key of the {context.Title}", width, cancellationToken);

    private async Task<Result<KerberosServerDescription>> RotateAsync(KerberosServerObjects objects, ReplicatedKeySource source, CancellationToken cancellationToken)
    {
        // An account that may reset the key and not read it would leave the server behind.
        var present = await context.Steps.RunAsync("Check that the key can be read", () => CheckAsync(objects, source, cancellationToken), version => $"ticket key version {version}");
        if (!present.TryGet(out _, out var refusal))
            return refusal;

        // Not to be interrupted: between the reset and the new version nobody could say which key the domain holds.
        return await context.Steps.RunAsync("Choose a new key in the domain", () => objects.RotateAsync(context.Name, cancellationToken: CancellationToken.None), server => $"ticket key version {server.TicketKeyVersion}");
    }

    private async Task<Result<int>> CheckAsync(KerberosServerObjects objects, ReplicatedKeySource source, CancellationToken cancellationToken)
    {
        if (!(await objects.ReadAsync(context.Name, cancellationToken)).TryGet(out var server, out var refusal))
            return refusal;
        if (!(await source.ReadAsync(server, cancellationToken)).TryGet(out var secret, out refusal))
            return refusal;
        using var held = secret;
        return secret.TicketKeyVersion;
    }
}
