using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Keyway.Connect.CommandLine;
using Keyway.Connect.IdentityServer;
using Keyway.Connect.KerberosServers;
using Keyway.Connect.Terminal;
using Keyway.Contracts.KerberosServers;
using Keyway.Errors;

namespace Keyway.Connect.Tests.PowerShell;

/// <summary>What the module passes to keyway-connect is what it takes, and what the module reads is what it writes.</summary>
public sealed partial class ModuleAgreementTests
{
    /// <summary>A value of its own, such as <c>--yes</c> for a group, must not become an option.</summary>
    [Fact]
    public void Every_value_is_joined_to_its_option()
    {
        var added = Regex.Matches(ModuleSource.Module, @"[Oo]ptions\.Add\(([^)]*)\)").Select(match => match.Groups[1].Value).ToList();
        Assert.NotEmpty(added);
        Assert.All(added, value => Assert.Matches(@"^'--[a-z-]+(=' \+ .+|')$", value));
        var parsed = ConnectCommandLine.Build(TimeProvider.System).Parse(["kerberos-server", "remove", "--domain=a", "--name=--yes"]);
        Assert.False(parsed.GetValue<bool>("--yes"));
    }

    [Fact]
    public void Every_member_that_is_read_is_one_that_is_written()
    {
        var read = Member().Matches(ModuleSource.Module).Select(match => match.Groups[1].Value).Distinct().ToList();
        Assert.Contains("stopsMinting", read);
        Assert.Contains("right", read);
        Assert.Empty(read.Except(Written()));
    }

    [Fact]
    public void Every_outcome_has_a_category_or_a_meaning()
    {
        var known = Regex.Matches(ModuleSource.Functions["Assert-KeywayAnswer"], @"(?:-eq |^\s+)'(\w+)'", RegexOptions.Multiline).Select(match => match.Groups[1].Value);
        var outcomes = new[] { Catalogue.Connect.OptionInvalid, Catalogue.Connect.SidesDiffer, Catalogue.Connect.ServerUnreachable, Catalogue.Connect.ServerRefused }
            .Select(error => (string)Print(Report.Of(new Failure("x", error)))["outcome"]!);
        Assert.Equal(outcomes.Append(Catalogue.Connect.NotSetUp.Code).Order(), known.Order());
    }

    private static SideComparison Sides => new(new DomainSide(Samples.Description()), new ServerSide(Samples.State()));

    private static HashSet<string> Written()
    {
        var report = ComparisonReport.Of(Sides, "x", null) with { Failure = new Failure("x", new Refusal(Catalogue.Connect.SidesDiffer, "y"), "z") };
        report.Content["findings"] = ComparisonReport.Findings([new DriftFinding(default, "CN=x")]);
        report.Content["changes"] = new JsonArray(new PlanRow("Add", "Add", "CN=x", [("a", "b")], "r").Json());
        var names = new HashSet<string>(StringComparer.Ordinal);
        Collect(Print(report), names);
        return names;
    }

    private static JsonNode Print(Report report)
    {
        var output = new StringWriter();
        ReportPrinter.PrintJson(report, [new CompletedStep("Read", "done", true, TimeSpan.Zero)], output);
        return JsonNode.Parse(output.ToString())!;
    }

    private static void Collect(JsonNode? node, HashSet<string> names)
    {
        if (node is JsonArray array)
        {
            foreach (var item in array)
                Collect(item, names);
        }
        else if (node is JsonObject members)
        {
            foreach (var (name, value) in members)
            {
                names.Add(name);
                Collect(value, names);
            }
        }
    }

    [GeneratedRegex(@"Get-KeywayMember \$\w+ '(\w+)'")]
    private static partial Regex Member();
}
