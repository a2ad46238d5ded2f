using System.Globalization;
using Keyway.ActiveDirectory.KerberosServers;
using Keyway.Connect.CommandLine;
using Keyway.Connect.IdentityServer;
using Keyway.Connect.Terminal;
using Keyway.Errors;

namespace Keyway.Connect.KerberosServers;

/// <summary><c>kerberos-server rotate</c>: makes the domain choose a new key and publishes it.</summary>
/// <param name="server">Null for the domain's side alone.</param>
/// <param name="manner">Ordinary, forced, or because the key has leaked.</param>
internal sealed class RotateJourney(DomainSideContext context, ServerAccess? server, RotationManner manner)
{
    public Task<Report> RunAsync(int? width, CancellationToken cancellationToken) =>
        new PublishJourney(context, server).RunAsync((sides, before, changes) => ChangeAsync(sides, before, changes, cancellationToken), $"rotate the key of the {context.Title}", width, cancellationToken);

    private async Task<Result<DomainChange>> ChangeAsync(BothSides sides, SideComparison before, ChangeLog changes, CancellationToken cancellationToken)
    {
        if (before.Domain.Server is not { } former)
            return before.Domain.Incomplete ?? new Refusal(Catalogue.KerberosServerObject.NotFound, context.Name);
        if (RotationRule.Check(manner, former.KeyUpdatedOn, context.Time.GetUtcNow()) is { } refused)
            return refused;

        // An account that may reset the key and not read it would leave the server behind.
        var keys = new KeyReading(sides.Domain, context.Domain.Account, context.Time);
        var present = await context.Steps.RunAsync("Check that the key can be read", () => CheckAsync(keys, former, cancellationToken), words => words);
        if (!present.TryGet(out _, out var refusal))
            return refusal;

        var times = manner == RotationManner.Leaked ? sides.Objects.KeyGenerationsHonoured : 1;
        if (times > 1)
            context.Steps.Note($"a domain controller here honours the newest {Counted.Of(times, "key")}: {times} resets, and no wait between them, leave no former one");

        // Not to be interrupted: between the reset and the new version nobody could say which key the domain holds.
        var rotated = await context.Steps.RunAsync(
            "Choose a new key in the domain",
            () => sides.Objects.RotateAsync(context.Name, times, changes, CancellationToken.None),
            now => string.Create(CultureInfo.InvariantCulture, $"ticket key version {now.TicketKeyVersion}, {Counted.Of(times, "reset")}"));
        if (!rotated.TryGet(out var newest, out refusal))
        {
            // Someone else rotated at the same moment. Every key before the newest is spent now, so the newest has to be published, whoever made it.
            if (refusal.Error != Catalogue.KerberosServerObject.AnotherAdministrator || !(await sides.Objects.ReadAsync(context.Name, CancellationToken.None)).TryGet(out newest, out _))
                return refusal;
            context.Steps.Note("someone else rotated it at the same moment: the newest key is the one that is published");
        }

        return new DomainChange(newest, keys, new FormerTickets(former.TicketKeyVersion, manner));
    }

    private static async Task<Result<string>> CheckAsync(KeyReading keys, KerberosServerDescription described, CancellationToken cancellationToken)
    {
        if (!(await keys.ReadAsync(described, cancellationToken)).TryGet(out var read, out var refusal))
            return refusal;
        using var held = read.Secret;
        return string.Create(CultureInfo.InvariantCulture, $"ticket key version {read.Secret.TicketKeyVersion}, as {read.As}");
    }
}
