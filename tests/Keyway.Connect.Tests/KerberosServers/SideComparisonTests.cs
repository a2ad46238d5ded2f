using Keyway.ActiveDirectory.KerberosServers;
using Keyway.Connect.CommandLine;
using Keyway.Connect.IdentityServer;
using Keyway.Connect.KerberosServers;
using Keyway.Contracts.KerberosServers;
using Keyway.Errors;

namespace Keyway.Connect.Tests.KerberosServers;

public sealed class SideComparisonTests
{
    [Fact]
    public void Sides_that_hold_the_same_are_in_step()
    {
        var sides = Compare(Samples.Description(), Samples.State() with { CloudDomainDnsName = "CONTOSO.CORP.COM", CloudKeyUpdatedOn = Samples.KeyTime.AddMilliseconds(400) });

        Assert.Equal(Verdict.InStep, sides.Verdict);
        Assert.Equal(ExitCode.Done, ComparisonReport.Of(sides, "find the same", null).ExitCode);
    }

    [Fact]
    public void A_key_that_another_tool_rotated_is_named_with_both_versions()
    {
        var sides = Compare(Samples.Description() with { KeyVersion = 4300, KeyUpdatedOn = Samples.KeyTime.AddHours(1) }, Samples.State());

        Assert.Equal(Verdict.Differs, sides.Verdict);
        Assert.Equal(["KeyVersion (4300 / 4217)", "KeyUpdatedOn (2026-11-22 11:20:30Z / 2026-11-22 10:20:30Z)"], sides.Differences);
        Assert.Contains("kerberos-server set", sides.VerdictLine, StringComparison.Ordinal);
        Assert.Equal(ExitCode.SidesDiffer, ComparisonReport.Of(sides, "find the same", null).ExitCode);
    }

    [Fact]
    public void Every_compared_column_alone_makes_the_sides_differ()
    {
        Assert.Equal(Verdict.Differs, Compare(Samples.Description(), Samples.State() with { CloudId = 1 }).Verdict);
        Assert.Equal(Verdict.Differs, Compare(Samples.Description(), Samples.State() with { CloudDisplayName = "krbtgt_1" }).Verdict);
        Assert.Equal(Verdict.Differs, Compare(Samples.Description(), Samples.State() with { CloudDomainDnsName = "fabrikam.corp.com" }).Verdict);
        Assert.Equal(Verdict.Differs, Compare(Samples.Description(), Samples.State() with { CloudKeyVersion = 4218 }).Verdict);
        Assert.Equal(Verdict.Differs, Compare(Samples.Description(), Samples.State() with { CloudKeyUpdatedOn = Samples.KeyTime.AddSeconds(1) }).Verdict);
        Assert.Equal(Verdict.Differs, Compare(Samples.Description() with { KeyUpdatedOn = null }, Samples.State()).Verdict);
    }

    [Theory]
    [InlineData(false, false, "NotSetUp", 1)]
    [InlineData(true, false, "OnlyInDomain", 3)]
    [InlineData(false, true, "OnlyAtServer", 3)]
    public void A_missing_side_is_told(bool inDomain, bool atServer, string verdict, int exitCode)
    {
        var sides = Compare(inDomain ? Samples.Description() : null, atServer ? Samples.State() : null);

        Assert.Equal((verdict, exitCode), (sides.Verdict.ToString(), (int)ComparisonReport.Of(sides, "find the same", null).ExitCode));
        Assert.Contains("Run: keyway-connect kerberos-server set", sides.VerdictLine, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(KerberosServerFault.LinkMissing)]
    [InlineData(KerberosServerFault.ComputerDisabled)]
    [InlineData(KerberosServerFault.AllowListEmpty)]
    [InlineData(KerberosServerFault.ServiceConnectionPointMissing)]
    public void A_fault_in_the_domain_needs_repair_even_when_both_hold_the_same_key(KerberosServerFault fault)
    {
        var sides = Compare(Samples.Description() with { Faults = [fault] }, Samples.State());

        Assert.Equal(Verdict.NeedsRepair, sides.Verdict);
        Assert.Contains(fault.ToString(), sides.VerdictLine, StringComparison.Ordinal);
        Assert.Equal(3, (int)ComparisonReport.Of(sides, "find the same", null).ExitCode);
    }

    [Fact]
    public void Reveal_lists_that_differ_are_told_with_what_is_too_much_and_what_is_lacking()
    {
        var sides = Compare(Samples.Description(), Samples.State() with { AllowedSids = ["S-1-5-21-1-2-3-513"] });

        Assert.Equal(Verdict.Differs, sides.Verdict);
        Assert.Equal(["allow list (the domain added Security Key Users, the domain lacks S-1-5-21-1-2-3-513)"], sides.Differences);
        Assert.Equal(Verdict.Differs, Compare(Samples.Description() with { DenyGroups = [] }, Samples.State()).Verdict);
    }

    [Fact]
    public void A_server_that_stopped_minting_is_not_in_step_although_both_hold_the_same()
    {
        var drift = new DriftReport(Samples.KeyTime, 7, [new DriftFinding(DriftKind.AccountDisabled, "the computer account is disabled")]);
        var sides = Compare(Samples.Description(), Samples.State() with { IsMinting = false, Drift = drift });

        Assert.Equal((Verdict.Stopped, 3), (sides.Verdict, (int)ComparisonReport.Of(sides, "find the same", null).ExitCode));
        Assert.Contains("AccountDisabled (the computer account is disabled). Run: keyway-connect kerberos-server set", sides.VerdictLine, StringComparison.Ordinal);
        Assert.True((bool?)ComparisonReport.Json(sides)["findings"]![0]!["stopsMinting"]);
    }

    [Fact]
    public void Drift_that_does_not_stop_minting_is_told_and_the_sides_stay_in_step()
    {
        var drift = new DriftReport(Samples.KeyTime, 7, [new DriftFinding(DriftKind.PrivilegedMemberAllowed, "CN=Eve")]);
        var sides = Compare(Samples.Description() with { Faults = [KerberosServerFault.SettingsObjectMissing] }, Samples.State() with { Drift = drift });

        Assert.Equal(Verdict.InStep, sides.Verdict);
        Assert.Equal(2, sides.Notes.Count);
        Assert.Contains("publication 7", sides.VerdictLine, StringComparison.Ordinal);
    }

    [Fact]
    public void Half_an_object_in_the_domain_needs_repair()
    {
        var sides = new SideComparison(new DomainSide(null, new Refusal(Catalogue.KerberosServerObject.Incomplete, "the computer is missing")), new ServerSide(Samples.State()));

        Assert.Equal(Verdict.NeedsRepair, sides.Verdict);
        Assert.Contains("the computer is missing", sides.VerdictLine, StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_reads_verdict_differences_faults_and_lists()
    {
        var json = ComparisonReport.Of(Compare(Samples.Description() with { Faults = [KerberosServerFault.LinkMissing] }, Samples.State()), "find the same", null).Content;

        Assert.Equal("NeedsRepair", (string?)json["verdict"]);
        Assert.Equal("LinkMissing", (string?)json["faults"]![0]);
        Assert.Equal(Samples.DomainSid + "-1103", (string?)json["allowGroups"]![0]!["sid"]);
        Assert.Equal("S-1-5-32-544", (string?)json["denyGroups"]![0]!["sid"]);
    }

    private static SideComparison Compare(KerberosServerDescription? domain, KerberosServerState? server) => new(new DomainSide(domain), new ServerSide(server));
}
