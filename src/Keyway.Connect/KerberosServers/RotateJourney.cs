using Keyway.ActiveDirectory.KerberosServers;
using Keyway.Connect.CommandLine;
using Keyway.Errors;

namespace Keyway.Connect.KerberosServers;

/// <summary><c>kerberos-server rotate</c>: makes the domain choose a new key and publishes it. Tickets of the old key stay good until they end.</summary>
internal sealed class RotateJourney(KerberosServerContext context)
{
    public Task<Report> RunAsync(int? width, CancellationToken cancellationToken) =>
        new PublishJourney(context).RunAsync(RotateAsync, $"rotate the key of the {context.Title}", width, cancellationToken);

    // Not to be interrupted: between the reset and the new version nobody could say which key the domain holds.
    private Task<Result<KerberosServerDescription>> RotateAsync(KerberosServerObjects objects) =>
        context.Steps.RunAsync("Choose a new key in the domain", () => objects.RotateAsync(context.Name, CancellationToken.None), server => $"ticket key version {server.TicketKeyVersion}");
}
