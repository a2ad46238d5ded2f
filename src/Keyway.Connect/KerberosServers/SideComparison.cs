using Keyway.ActiveDirectory.KerberosServers;
using Keyway.Connect.IdentityServer;
using Keyway.Contracts.KerberosServers;
using Keyway.Errors;

namespace Keyway.Connect.KerberosServers;

/// <summary>Both sides of a Kerberos server beside each other. Neither side shows the other its key; the version and its time stand for it.</summary>
internal sealed class SideComparison
{
    private const string RunSet = "Run: keyway-connect kerberos-server set";

    public SideComparison(DomainSide domain, ServerSide server)
    {
        Domain = domain;
        Server = server;
        Differences = domain.Server is { } description && server.State is { } state ? Compare(description, state) : [];
        Verdict = Judge(domain, server, Differences);
    }

    public DomainSide Domain { get; }

    public ServerSide Server { get; }

    public Verdict Verdict { get; }

    /// <summary>What is not the same, each with both values: the domain's first.</summary>
    public IReadOnlyList<string> Differences { get; }

    /// <summary>One sentence for people, with what to run.</summary>
    public string VerdictLine => Verdict switch
    {
        Verdict.InStep => $"The domain and the identity server hold the same key and the same lists (publication {Server.State!.Version}).",
        Verdict.NotSetUp => $"There is no Kerberos server here. {RunSet}",
        Verdict.OnlyInDomain => $"Only the domain has it: the identity server cannot mint tickets. {RunSet}",
        Verdict.OnlyAtServer => $"Only the identity server has it: the domain refuses its tickets. {RunSet} (or remove)",
        Verdict.NeedsRepair => $"The domain's objects need repair ({Faults}). {RunSet}",
        Verdict.Stopped => $"Both sides hold the same, but the identity server mints nothing since a check found: {Found}. {RunSet}",
        _ => $"The sides differ in {string.Join(", ", Differences)}. {RunSet}",
    };

    /// <summary>What else should be known; nothing of it makes the sides differ.</summary>
    public IReadOnlyList<string> Notes
    {
        get
        {
            var notes = new List<string>();
            if (Domain.Server?.Faults.Contains(KerberosServerFault.SettingsObjectMissing) == true)
                notes.Add("It has no NTDS Settings object of its own: keys are read as the account that signs in. set tries to make it.");
            if (Verdict != Verdict.Stopped && Server.State?.Drift is { Findings.Count: > 0 } drift)
                notes.Add($"The check of {KerberosServerColumns.Time(drift.CheckedOn)} found: {Found}.");
            return notes;
        }
    }

    /// <summary>Null when both sides hold the same.</summary>
    public Refusal? Refusal => Verdict switch
    {
        Verdict.InStep => null,
        Verdict.NotSetUp => new Refusal(Catalogue.Connect.NotSetUp),
        Verdict.NeedsRepair => new Refusal(Catalogue.Connect.SidesDiffer, Faults),
        Verdict.OnlyInDomain => new Refusal(Catalogue.Connect.SidesDiffer, "only the domain has it"),
        Verdict.OnlyAtServer => new Refusal(Catalogue.Connect.SidesDiffer, "only the identity server has it"),
        Verdict.Stopped => new Refusal(Catalogue.Connect.SidesDiffer, "the identity server has stopped minting: " + Found),
        _ => new Refusal(Catalogue.Connect.SidesDiffer, string.Join(", ", Differences)),
    };

    private string Faults => Domain.Incomplete is { } incomplete
        ? incomplete.Detail ?? incomplete.Error.Cause
        : string.Join(", ", Domain.Server?.Faults ?? []);

    private string Found => string.Join(", ", (Server.State?.Drift?.Findings ?? []).Select(finding => $"{finding.Kind} ({finding.Detail})"));

    private static Verdict Judge(DomainSide domain, ServerSide server, IReadOnlyList<string> differences)
    {
        if (domain.Incomplete is not null || domain.Server is { } present && present.Faults.Any(Matters))
            return Verdict.NeedsRepair;
        return (domain.Server, server.State) switch
        {
            (null, null) => Verdict.NotSetUp,
            (null, _) => Verdict.OnlyAtServer,
            (_, null) => Verdict.OnlyInDomain,
            _ when differences.Count > 0 => Verdict.Differs,
            (_, { IsMinting: false }) => Verdict.Stopped,
            _ => Verdict.InStep,
        };
    }

    // A domain controller may refuse to make the settings object; tickets do not need it.
    private static bool Matters(KerberosServerFault fault) => fault != KerberosServerFault.SettingsObjectMissing;

    private static List<string> Compare(KerberosServerDescription domain, KerberosServerState server)
    {
        var differences = new List<string>();
        Add("Id", $"{domain.Id}", $"{server.CloudId}", StringComparison.Ordinal);
        Add("DisplayName", domain.DisplayName, server.CloudDisplayName, StringComparison.OrdinalIgnoreCase);
        Add("DomainDnsName", domain.DomainDnsName, server.CloudDomainDnsName, StringComparison.OrdinalIgnoreCase);
        Add("KeyVersion", $"{domain.KeyVersion}", $"{server.CloudKeyVersion}", StringComparison.Ordinal);
        Add("KeyUpdatedOn", KerberosServerColumns.Time(domain.KeyUpdatedOn), KerberosServerColumns.Time(server.CloudKeyUpdatedOn), StringComparison.Ordinal);
        AddList("allow list", domain.AllowGroups, server.AllowedSids);
        AddList("deny list", domain.DenyGroups, server.DeniedSids);
        return differences;

        void Add(string column, string? here, string? there, StringComparison comparison)
        {
            if (!string.Equals(here, there, comparison))
                differences.Add($"{column} ({here ?? "none"} / {there ?? "none"})");
        }

        void AddList(string list, IReadOnlyList<RevealGroup> here, IReadOnlyList<string> there)
        {
            if (!PublishedLists.Same(here, there))
                differences.Add($"{list} ({PublishedLists.Difference(here, there)})");
        }
    }
}
