using System.Management.Automation;

namespace Keyway.EndToEnd.PowerShell;

/// <summary>How the module starts a program: word for word, by ssh as well, and with an error of its own where no answer comes back (family O08).</summary>
[Collection(LabCollection.Name)]
public sealed class ModuleProgramTests : IDisposable
{
    private const string Hostile = """a b"c\ "d\\" 'e' $(touch x) `f` ; --yes %PATH% \""";

    private readonly ModuleEngine _engine = new();
    private readonly RecordedProgram _programs = new();

    public void Dispose()
    {
        _engine.Dispose();
        _programs.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_argument_arrives_as_it_was_given(bool byShell)
    {
        var program = _programs.Make("answer", """echo '{"outcome":"done"}'""");
        if (byShell)
            // As sshd does: the words after the host, joined by blanks, go to a shell.
            program = _programs.Make("ssh", """shift; exec sh -c "$*" """) + " host " + program;

        var run = _engine.Run("Set-AzureADKerberosServer", new() { ["Domain"] = Hostile, ["AllowGroup"] = new[] { "--yes", Hostile, "" + '\u00e9' } }, program);

        Assert.True(run.Error is null, run.Said);
        Assert.Equal(["kerberos-server", "set", "--json", "--domain=" + Hostile, "--allow-group=--yes", "--allow-group=" + Hostile, "--allow-group=\u00e9"], _programs.CommandLines[^1][2..]);
    }

    [Fact]
    public void Secrets_of_any_characters_arrive_as_JSON_on_standard_input()
    {
        var program = _programs.Make("answer", """printf '{"outcome":"refused","error":{"code":"KW4000","cause":"x","remedy":"'; base64 -w0; printf '"}}'""");

        var run = _engine.Run("Get-AzureADKerberosServer", new() { ["Domain"] = "a", ["DomainCredential"] = ModuleEngine.Credential("u@a", Hostile + "\t\u00e9\U0001F511") }, program);

        using var received = System.Text.Json.JsonDocument.Parse(Convert.FromBase64String(run.Error!.ErrorDetails.RecommendedAction));
        Assert.Equal(Hostile + "\t\u00e9\U0001F511", received.RootElement.GetProperty("domainPassword").GetString());
    }

    [Fact]
    public void A_program_that_is_not_there_or_gives_no_answer_is_an_error_that_says_so()
    {
        Failed("KeywayConnectNotFound", ErrorCategory.ObjectNotFound, "/nowhere/keyway-connect");
        Failed("KeywayConnectIsScript", ErrorCategory.InvalidArgument, _programs.Make("keyway-connect.cmd", ""));
        var unanswered = Failed("KeywayConnectUnanswered", ErrorCategory.InvalidResult, _programs.Make("broken", "echo 'Permission denied (publickey).' >&2; exit 255"));
        Assert.Contains("exit code 255 and without an answer. Permission denied (publickey).", unanswered.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_excludes_each_other_is_refused_before_a_program_runs()
    {
        Failed("KW4000", ErrorCategory.InvalidArgument, "/nowhere", "Set-AzureADKerberosServer", ("RotateServerKey", true), ("AllowGroup", new[] { "a" }));
        Failed("KW4000", ErrorCategory.InvalidArgument, "/nowhere", "Set-AzureADKerberosServer", ("Twice", true));
    }

    private ErrorRecord Failed(string id, ErrorCategory category, string program, string command = "Get-AzureADKerberosServer", params (string Name, object Value)[] parameters)
    {
        var given = parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Value);
        given["Domain"] = "contoso.corp.com";
        var run = _engine.Run(command, given, program);
        Assert.Equal($"{id},{command}", run.Error?.FullyQualifiedErrorId);
        Assert.Equal(category, run.Error!.CategoryInfo.Category);
        Assert.NotEmpty(run.Error.ErrorDetails.RecommendedAction);
        return run.Error;
    }
}
