using System.Text.Json.Nodes;
using Keyway.ActiveDirectory.KerberosServers;
using Keyway.Connect.CommandLine;
using Keyway.Connect.Domain;
using Keyway.Connect.Terminal;
using Keyway.Errors;

namespace Keyway.Connect.KerberosServers;

/// <summary>
/// <c>kerberos-server delegate</c>: gives an account what day-to-day work needs and nothing else, then reads the access control lists back and
/// proves it for everything in the account's token, its groups included.
/// </summary>
/// <param name="account">A user principal name, an account name, a SID or a distinguished name.</param>
internal sealed class DelegateJourney(DomainAccess access, string name, string account, DelegationKind kind, StepLog steps)
{
    public async Task<Report> RunAsync(int? width, CancellationToken cancellationToken)
    {
        var changes = new ChangeLog(steps);
        var result = await ProveAsync(changes, cancellationToken);
        if (!result.TryGet(out var rights, out var refusal))
            return new Report([], new JsonObject { ["changes"] = ChangeWords.Json(changes.Made) }, new Failure(Attempt, refusal));

        var wrong = rights.Where(right => !IsAsWanted(right)).ToList();
        var content = new JsonObject
        {
            ["account"] = account,
            ["changes"] = ChangeWords.Json(changes.Made),
            ["rights"] = new JsonArray([.. rights.Select(Json)]),
        };
        return wrong.Count == 0
            ? new Report(["", .. RightsTable.Lines(rights, width), "", SafeText.Of(Verdict)], content)
            : new Report(["", .. RightsTable.Lines(rights, width)], content,
                new Failure(Attempt, new Refusal(Catalogue.Connect.DelegationDiffers, string.Join("; ", wrong.Select(right => $"{(right.IsHeld ? "holds" : "lacks")} {right.Right} on {right.Dn}")))));
    }

    private string Title => KerberosServerContext.TitleOf(name, access.DnsName);

    private string Attempt => kind switch
    {
        DelegationKind.Grant => $"delegate the {Title} to {account}",
        DelegationKind.Revoke => $"revoke what {account} may do with the {Title}",
        _ => $"prove that {account} holds exactly the delegated rights",
    };

    private string Verdict => kind == DelegationKind.Revoke
        ? $"{account} can no longer rotate the key of the {Title}, and holds none of the dangerous rights."
        : $"{account} holds what the day-to-day work needs, and none of the dangerous rights.";

    // What every authenticated user may read stays, whomever a right is taken from.
    private bool IsAsWanted(DelegatedRight right) =>
        kind == DelegationKind.Revoke && right.IsNeeded ? !right.IsHeld || right.Right.StartsWith("Read ", StringComparison.Ordinal) : right.IsAsItShouldBe;

    private async Task<Result<IReadOnlyList<DelegatedRight>>> ProveAsync(ChangeLog changes, CancellationToken cancellationToken)
    {
        if (!(await DomainSession.OpenAsync(access, steps, cancellationToken)).TryGet(out var domain, out var refusal))
            return refusal;
        using var open = domain;
        var delegation = new KerberosServerDelegation(domain.Connection);
        if (kind != DelegationKind.Check)
        {
            var changed = await steps.RunAsync(
                kind == DelegationKind.Grant ? "Grant" : "Revoke",
                () => kind == DelegationKind.Grant
                    ? delegation.GrantAsync(name, account, changes, cancellationToken)
                    : delegation.RevokeAsync(name, account, changes, cancellationToken),
                made => made.Count == 0 ? "nothing to change" : Counted.Of(made.Count, "change"));
            if (!changed.TryGet(out _, out refusal))
                return refusal;
        }

        return await steps.RunAsync(
            "Prove it", () => delegation.ProveAsync(name, account, cancellationToken), rights => Counted.Of(rights.Count, "right") + " read back");
    }

    private static JsonNode Json(DelegatedRight right) => new JsonObject
    {
        ["right"] = right.Right,
        ["dn"] = right.Dn,
        ["isNeeded"] = right.IsNeeded,
        ["isHeld"] = right.IsHeld,
    };
}
