using Keyway.ActiveDirectory.KerberosServers;
using Keyway.Connect.CommandLine;
using Keyway.Connect.Terminal;
using Keyway.Errors;

namespace Keyway.Connect.KerberosServers;

/// <summary><c>kerberos-server set</c>: creates what is missing, repairs what is wrong, publishes the key. Run again it changes nothing.</summary>
internal sealed class SetJourney(KerberosServerContext context, KerberosServerSettings settings)
{
    public Task<Report> RunAsync(int? width, CancellationToken cancellationToken) =>
        new PublishJourney(context).RunAsync((objects, _) => CreateAsync(objects, cancellationToken), $"set the {context.Title}", width, cancellationToken);

    private async Task<Result<KerberosServerDescription>> CreateAsync(KerberosServerObjects objects, CancellationToken cancellationToken)
    {
        var created = await context.Steps.RunAsync(
            "Create or repair the Kerberos server",
            () => objects.CreateAsync(settings, cancellationToken: cancellationToken),
            creation => creation.Changes.Count == 0 ? $"nothing to change, number {creation.Server.Id}" : $"{Counted.Of(creation.Changes.Count, "change")}, number {creation.Server.Id}");
        if (!created.TryGet(out var creation, out var refusal))
            return refusal;
        foreach (var change in creation.Changes)
            context.Steps.Note($"{change.Kind}: {change.Dn}");
        return creation.Server;
    }
}
