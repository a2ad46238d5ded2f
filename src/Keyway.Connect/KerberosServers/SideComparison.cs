using Keyway.ActiveDirectory.KerberosServers;
using Keyway.Connect.IdentityServer;
using Keyway.Contracts.KerberosServers;
using Keyway.Errors;

namespace Keyway.Connect.KerberosServers;

/// <summary>Both sides of a Kerberos server beside each other. Neither side shows the other its key; the version and its time stand for it.</summary>
internal sealed class SideComparison
{
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

    /// <summary>The columns that are not the same, each with both values.</summary>
    public IReadOnlyList<string> Differences { get; }

    /// <summary>One sentence for people, with what to run.</summary>
    public string VerdictLine => Verdict switch
    {
        Verdict.InStep => "The domain and the identity server hold the same key.",
        Verdict.NotSetUp => "There is no Kerberos server here. Run: keyway-connect kerberos-server set",
        Verdict.OnlyInDomain => "Only the domain has it: the identity server cannot mint tickets. Run: keyway-connect kerberos-server set",
        Verdict.OnlyAtServer => "Only the identity server has it: the domain refuses its tickets. Run: keyway-connect kerberos-server set (or remove)",
        Verdict.NeedsRepair => $"The domain's objects need repair ({Faults}). Run: keyway-connect kerberos-server set",
        _ => $"The sides differ in {string.Join(", ", Differences)}. Run: keyway-connect kerberos-server set",
    };

    /// <summary>Null when both sides hold the same.</summary>
    public Refusal? Refusal => Verdict switch
    {
        Verdict.InStep => null,
        Verdict.NotSetUp => new Refusal(Catalogue.Connect.NotSetUp),
        Verdict.NeedsRepair => new Refusal(Catalogue.Connect.SidesDiffer, Faults),
        Verdict.OnlyInDomain => new Refusal(Catalogue.Connect.SidesDiffer, "only the domain has it"),
        Verdict.OnlyAtServer => new Refusal(Catalogue.Connect.SidesDiffer, "only the identity server has it"),
        _ => new Refusal(Catalogue.Connect.SidesDiffer, string.Join(", ", Differences)),
    };

    private string Faults => Domain.Incomplete is { } incomplete
        ? incomplete.Detail ?? incomplete.Error.Cause
        : string.Join(", ", Domain.Server?.Faults ?? []);

    private static Verdict Judge(DomainSide domain, ServerSide server, IReadOnlyList<string> differences)
    {
        if (domain.Incomplete is not null || domain.Server is { Faults.Count: > 0 })
            return Verdict.NeedsRepair;
        return (domain.Server, server.State) switch
        {
            (null, null) => Verdict.NotSetUp,
            (null, _) => Verdict.OnlyAtServer,
            (_, null) => Verdict.OnlyInDomain,
            _ => differences.Count == 0 ? Verdict.InStep : Verdict.Differs,
        };
    }

    private static List<string> Compare(KerberosServerDescription domain, KerberosServerState server)
    {
        var differences = new List<string>();
        Add("Id", $"{domain.Id}", $"{server.CloudId}", StringComparison.Ordinal);
        Add("DisplayName", domain.DisplayName, server.CloudDisplayName, StringComparison.OrdinalIgnoreCase);
        Add("DomainDnsName", domain.DomainDnsName, server.CloudDomainDnsName, StringComparison.OrdinalIgnoreCase);
        Add("KeyVersion", $"{domain.KeyVersion}", $"{server.CloudKeyVersion}", StringComparison.Ordinal);
        Add("KeyUpdatedOn", KerberosServerColumns.Time(domain.KeyUpdatedOn), KerberosServerColumns.Time(server.CloudKeyUpdatedOn), StringComparison.Ordinal);
        return differences;

        void Add(string column, string? here, string? there, StringComparison comparison)
        {
            if (!string.Equals(here, there, comparison))
                differences.Add($"{column} ({here ?? "none"} / {there ?? "none"})");
        }
    }
}
