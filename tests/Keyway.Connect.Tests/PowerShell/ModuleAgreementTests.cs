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
    [Theory]
    [InlineData("Set-AzureADKerberosServer", "set", "--allow-group", "--deny-group")]
    [InlineData("Set-AzureADKerberosServer", "rotate", "--force")]
    [InlineData("Set-AzureADKerberosServer", "plan", "--allow-group", "--deny-group", "--rotate")]
    [InlineData("Get-AzureADKerberosServer", "get")]
    [InlineData("Remove-AzureADKerberosServer", "remove", "--yes")]
    [InlineData("Remove-AzureADKerberosServer", "plan", "--remove")]
    public void Each_verb_takes_the_options_that_it_gets(string function, string verb, params string[] own)
    {
        Assert.All(own, option => Assert.Contains($"'{option}", ModuleSource.Functions[function], StringComparison.Ordinal));
        Assert.Contains($"'{verb}'", ModuleSource.Functions[function], StringComparison.Ordinal);
        var common = Option().Matches(ModuleSource.Functions["New-KeywayRequest"]).Select(match => match.Groups[1].Value);
        var every = Option().Matches(ModuleSource.Functions["Invoke-KeywayConnect"]).Select(match => match.Groups[1].Value);
        string[] arguments = ["kerberos-server", verb, .. common.Concat(every).Concat(own).Distinct().Select(option => option.EndsWith('=') ? option + "--x" : ValueOptions.Contains(option) ? option + "=--x" : option)];
        Assert.Contains("--secrets-from-stdin", arguments);
        Assert.Contains("--domain=--x", arguments);
        Assert.Empty(ConnectCommandLine.Build(TimeProvider.System).Parse(arguments).Errors);
    }

    [Fact]
    public void No_option_is_passed_that_is_not_checked_above()
    {
        var passed = ModuleSource.Exported.SelectMany(function => Option().Matches(ModuleSource.Functions[function])).Select(match => match.Groups[1].Value.TrimEnd('=')).Distinct().Order();
        Assert.Equal(["--allow-group", "--deny-group", "--force", "--remove", "--rotate", "--yes"], passed);
    }

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
    public void The_columns_are_those_of_keyway_connect_in_its_order()
    {
        var list = Regex.Match(ModuleSource.Module, @"\$script:Columns = @\(([^)]*)\)").Groups[1].Value;
        Assert.Equal(KerberosServerColumns.Of(Sides).Select(column => column.Name), Regex.Matches(list, @"'(\w+)'").Select(match => match.Groups[1].Value));
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

    private static readonly string[] ValueOptions = ["--allow-group", "--deny-group"];

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

    [GeneratedRegex(@"'(--[a-z][a-z-]*=?)'")]
    private static partial Regex Option();

    [GeneratedRegex(@"Get-KeywayMember \$\w+ '(\w+)'")]
    private static partial Regex Member();
}
