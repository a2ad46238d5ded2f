using Keyway.Connect.CommandLine;
using Keyway.Connect.IdentityServer;
using Keyway.Connect.Terminal;
using Keyway.Errors;

namespace Keyway.Connect.KerberosServers;

/// <summary><c>kerberos-server set</c>: creates what is missing, repairs what is wrong, publishes the key. Run again it changes nothing.</summary>
/// <param name="server">Null for the domain's side alone.</param>
internal sealed class SetJourney(DomainSideContext context, ServerAccess? server, WantedServer wanted)
{
    public Task<Report> RunAsync(int? width, CancellationToken cancellationToken) =>
        new PublishJourney(context, server).RunAsync((sides, before, changes) => ChangeAsync(sides, before, changes, cancellationToken), $"set the {context.Title}", width, cancellationToken);

    private async Task<Result<DomainChange>> ChangeAsync(BothSides sides, SideComparison before, ChangeLog changes, CancellationToken cancellationToken)
    {
        var planning = new SetPlanning(context, wanted);
        var planned = await context.Steps.RunAsync("Plan the changes", () => planning.RunAsync(sides.Domain, sides.Objects, before.Domain.Server, before.Server.State, cancellationToken), plan => plan.Words);
        if (!planned.TryGet(out var plan, out var refusal))
            return refusal;
        foreach (var list in plan.Lists.Restored)
            context.Steps.Note($"the {list} is restored as it was published; to publish another, name its groups with --{list.Split(' ')[0]}-group");

        if (plan.Account is { } account
            && !(await context.Steps.RunAsync("Keep the account file", () => Task.FromResult(account.Save()), words => words)).TryGet(out _, out refusal))
            return refusal;

        var described = before.Domain.Server;
        if (plan.Changes.Count > 0)
        {
            var created = await context.Steps.RunAsync(
                "Create or repair the Kerberos server",
                () => sides.Objects.CreateAsync(plan.Settings, changes, cancellationToken),
                creation => $"{Counted.Of(creation.Changes.Count, "change")}, number {creation.Server.Id}");
            if (!created.TryGet(out var creation, out refusal))
                return refusal;
            described = creation.Server;
        }
        else if (before.Verdict == Verdict.InStep || !sides.HasServer)
        {
            return DomainChange.Nothing;
        }

        return described is null
            ? new Refusal(Catalogue.KerberosServerObject.Incomplete, "the plan was empty although objects are missing")
            : new DomainChange(described, new KeyReading(sides.Domain, plan.Account?.Credential, context.Time));
    }
}
