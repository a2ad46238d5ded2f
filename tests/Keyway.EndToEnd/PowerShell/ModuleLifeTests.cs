using System.Management.Automation;
using Keyway.Lab;

namespace Keyway.EndToEnd.PowerShell;

/// <summary>The module in the real engine, over the real keyway-connect, against the lab's domain controller and identity server (family O08).</summary>
[Collection(LabCollection.Name)]
public sealed class ModuleLifeTests(ModuleLife life) : IClassFixture<ModuleLife>
{
    private static readonly string[] Columns =
    [
        "Id", "UserAccount", "ComputerAccount", "DisplayName", "DomainDnsName", "KeyVersion", "KeyUpdatedOn", "KeyUpdatedFrom",
        "CloudDisplayName", "CloudDomainDnsName", "CloudId", "CloudKeyVersion", "CloudKeyUpdatedOn",
    ];

    [Fact]
    public void WhatIf_gives_the_planned_changes_and_changes_nothing()
    {
        foreach (var (plan, kind) in new[] { ("plan", "Add"), ("plan twice", "ResetPassword"), ("plan remove", "Delete") })
        {
            var run = life.Runs[plan];
            Assert.True(run.Error is null, run.Said);
            Assert.Contains(run.Output, change => (string?)ModuleRun.Member(change, "Kind") == kind);
            Assert.All(run.Output, change =>
            {
                Assert.Equal("Keyway.PlannedChange", change.TypeNames[0]);
                Assert.Equal(["Kind", "Object", "Attributes", "Right"], change.Properties.Select(property => property.Name));
                Assert.NotEqual("", (string)ModuleRun.Member(change, "Object")!);
                Assert.NotEqual("", (string)ModuleRun.Member(change, "Right")!);
            });
            Assert.StartsWith("What if: ", run.Shown, StringComparison.Ordinal);
        }

        Assert.Equal(0, life.ChangesByPlans);
    }

    [Fact]
    public void Set_makes_a_second_Kerberos_server_and_gives_it()
    {
        var made = life.Runs["set"].Object;

        Assert.Equal("Keyway.AzureADKerberosServer", made.TypeNames[0]);
        Assert.Equal($"CN={ModuleLife.Name},OU=Domain Controllers,{Domain.BaseDn}", ModuleRun.Member(made, "ComputerAccount"));
        Assert.Equal($"CN=krbtgt_{ModuleLife.Name},CN=Users,{Domain.BaseDn}", ModuleRun.Member(made, "UserAccount"));
        Assert.Equal(ModuleRun.Member(made, "KeyVersion"), ModuleRun.Member(made, "CloudKeyVersion"));
    }

    [Fact]
    public void Get_gives_the_columns_in_the_order_that_administrators_know_each_with_its_type()
    {
        var run = life.Runs["get"];

        Assert.Equal(Columns, run.Object.Properties.Select(property => property.Name));
        Assert.Empty(run.Warnings);
        foreach (var column in Columns)
        {
            var type = column.EndsWith("On", StringComparison.Ordinal) ? typeof(DateTime)
                : column.EndsWith("Version", StringComparison.Ordinal) || column.EndsWith("Id", StringComparison.Ordinal) ? typeof(long)
                : typeof(string);
            Assert.Equal((column, type), (column, ModuleRun.Member(run.Object, column)?.GetType()));
        }

        var updated = (DateTime)ModuleRun.Member(run.Object, "KeyUpdatedOn")!;
        Assert.Equal(DateTimeKind.Utc, updated.Kind);
        Assert.InRange(TimeProvider.System.GetUtcNow().UtcDateTime - updated, TimeSpan.Zero, TimeSpan.FromMinutes(10));
        Assert.Contains("Verdict: InStep.", run.Verbose);
        Assert.Contains($"PIN of the security key of {Domain.ServerAdministrator}: ", run.Shown, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rotation_within_a_day_is_an_error_with_its_number_and_goes_when_forced()
    {
        Failed("rotate too soon", "KW4042,Set-AzureADKerberosServer", ErrorCategory.PermissionDenied, "less than 24 hours old", "--force");

        Assert.True(Version("rotate") > Version("get"));
        Assert.Equal(Version("rotate"), Version("rotate", "CloudKeyVersion"));
    }

    [Fact]
    public void A_rotation_by_another_tool_is_a_warning_beside_the_object()
    {
        var run = life.Runs["get after a foreign rotation"];

        Assert.StartsWith("KW4023: ", Assert.Single(run.Warnings), StringComparison.Ordinal);
        Assert.Equal(Version("rotate"), ModuleRun.Member(run.Object, "CloudKeyVersion"));
        Assert.True((long)ModuleRun.Member(run.Object, "KeyVersion")! > Version("rotate"));
        Assert.Contains(run.Verbose, line => line.Contains($"Sign in to the domain: {ModuleLife.Name}$@", StringComparison.Ordinal));
    }

    [Fact]
    public void Twice_leaves_no_former_key_in_use_and_asks_for_no_Force()
    {
        // Samba honours three keys.
        Assert.Equal(3, life.Runs["plan twice"].Output.Count(change => (string?)ModuleRun.Member(change, "Kind") == "ResetPassword"));
        Assert.Contains(life.Runs["rotate twice"].Verbose, line => line.Contains(", 3 resets (", StringComparison.Ordinal));
        Assert.Equal(Version("rotate twice"), Version("rotate twice", "CloudKeyVersion"));
    }

    [Fact]
    public void A_wrong_password_is_an_error_with_number_remedy_and_category() =>
        Failed("wrong password", "KW1405,Get-AzureADKerberosServer", ErrorCategory.PermissionDenied, "did not accept the user name and password", "Check the user principal name and the password");

    [Fact]
    public void Remove_asks_first_unless_Force_is_given()
    {
        Assert.Equal(1, life.Unconfirmed.Questions);
        Assert.Equal(life.Unconfirmed.CommandLinesBefore, life.Unconfirmed.CommandLinesAfter);
        Assert.Empty(life.Runs["remove unconfirmed"].Output);

        Assert.True(life.Runs["remove"].Error is null, life.Runs["remove"].Said);
        Assert.Empty(life.Runs["remove"].Output);
        Failed("get after remove", "KW4024,Get-AzureADKerberosServer", ErrorCategory.ObjectNotFound, "", "kerberos-server set");
    }

    [Fact]
    public void No_secret_stands_in_a_command_line_or_an_environment()
    {
        Assert.Equal(life.Runs.Count - 1, life.Program.CommandLines.Count);
        Assert.All(life.Program.CommandLines, line =>
        {
            if (line.Contains("--domain-user=" + Domain.AdministratorUpn))
                Assert.Contains("--secrets-from-stdin", line);
            Assert.DoesNotContain(line, argument => life.Secrets.Any(secret => argument.Contains(secret, StringComparison.Ordinal)));
        });
        Assert.Contains("PATH=", life.Program.Environments, StringComparison.Ordinal);
        Assert.DoesNotContain(life.Secrets, secret => life.Program.Environments.Contains(secret, StringComparison.Ordinal));
    }

    [Fact]
    public void No_secret_stands_in_any_stream_that_a_transcript_keeps()
    {
        Assert.Equal(5, life.Secrets.Distinct().Count());
        foreach (var (name, run) in life.Runs)
        {
            if (name != "remove unconfirmed")
                Assert.Contains(run.Verbose, line => line.Contains("kerberos-server", StringComparison.Ordinal));
            Assert.DoesNotContain(run.Streams, text => life.Secrets.Any(secret => text.Contains(secret, StringComparison.Ordinal)));
        }
    }

    private long Version(string run, string column = "KeyVersion") => (long)ModuleRun.Member(life.Runs[run].Object, column)!;

    private void Failed(string name, string id, ErrorCategory category, string message, string remedy)
    {
        var run = life.Runs[name];
        Assert.True(run.Error is not null, run.Said);
        Assert.Equal(id, run.Error.FullyQualifiedErrorId);
        Assert.Equal(category, run.Error.CategoryInfo.Category);
        Assert.Contains(message, run.Error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains(remedy, run.Error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }
}
