using System.Text.Json.Nodes;
using Keyway.Connect.CommandLine;
using Keyway.Connect.Terminal;
using Keyway.Errors;

namespace Keyway.Connect.Tests.Terminal;

public sealed class ReportPrinterTests
{
    [Fact]
    public void A_failure_is_three_lines_what_why_and_what_to_do()
    {
        var (output, errors) = Print(Report.Of(new Failure("sync contoso.corp.com", new Refusal(Catalogue.Connect.ServerUnreachable, "GET /x: no route"), "Half of it remains.")));

        Assert.Equal("", output);
        Assert.Equal(
            [
                "Could not sync contoso.corp.com (KW4010).",
                "Why: The identity server could not be reached. (GET /x: no route)",
                "Do:  " + Catalogue.Connect.ServerUnreachable.Remedy + " Half of it remains.",
            ],
            errors.TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public void A_hostile_detail_stays_on_its_line()
    {
        var (_, errors) = Print(Report.Of(new Failure("sync", new Refusal(Catalogue.Connect.ServerRefused, "403\n\e[2Jall is well"))));

        Assert.Equal(3, errors.TrimEnd('\n').Split('\n').Length);
        Assert.DoesNotContain('\e', errors);
    }

    [Fact]
    public void A_program_reads_one_object_with_outcome_error_and_steps()
    {
        var report = new Report(["for people"], new JsonObject { ["verdict"] = "Differs" }, new Failure("find the same", new Refusal(Catalogue.Connect.SidesDiffer, "KeyVersion")));
        var output = new StringWriter();

        ReportPrinter.PrintJson(report, [new CompletedStep("Read", "done", true, TimeSpan.FromMilliseconds(12))], output);

        var json = JsonNode.Parse(output.ToString())!;
        Assert.Equal("differs", (string?)json["outcome"]);
        Assert.Equal("Differs", (string?)json["verdict"]);
        Assert.Equal("KW4023", (string?)json["error"]!["code"]);
        Assert.Equal(12, (int?)json["steps"]![0]!["milliseconds"]);
        Assert.DoesNotContain("for people", output.ToString(), StringComparison.Ordinal);
    }

    private static (string Output, string Errors) Print(Report report)
    {
        var (output, errors) = (new StringWriter(), new StringWriter());
        ReportPrinter.Print(report, output, errors);
        return (output.ToString(), errors.ToString());
    }
}
