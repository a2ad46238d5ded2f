using System.Text.RegularExpressions;
using Keyway.Connect.Secrets;

namespace Keyway.Connect.Tests.PowerShell;

/// <summary>Where a secret goes in the module: from a SecureString to bytes on standard input, and nowhere else.</summary>
public sealed class ModuleSecretsTests
{
    // What holds a secret, as a SecureString or in clear.
    private const string Bearer = @"\.Password\b|\$(secrets?|pin|bytes|text|pointer|SecurityKeyPin)\b|\.Secrets(?!\.Count)";

    // What leaves the module: options, the command line, streams, errors, output objects.
    private const string Outlet = @"\$(options|words|arguments)\b|Options\.Add|\.Arguments\b|Write(Verbose|Debug|Warning|Object|Information|Progress)|Write-\w+|ErrorRecord|throw\b|ProgressRecord";

    [Fact]
    public void No_line_that_builds_arguments_messages_or_errors_names_a_secret()
    {
        foreach (var (name, text) in ModuleSource.Functions)
        {
            // In Get-KeywayProgram $text is what the environment says, no secret.
            var bearer = name == "Get-KeywayProgram" ? Bearer.Replace("|text", "", StringComparison.Ordinal) : Bearer;
            foreach (var line in ModuleSource.Bare(text).Split('\n'))
            {
                if (Regex.IsMatch(line, Outlet) && !line.Contains("[pscustomobject]@{ Options = $options; Secrets = $secrets }", StringComparison.Ordinal))
                    Assert.False(Regex.IsMatch(line, bearer), line.Trim());
            }
        }
    }

    [Fact]
    public void The_bytes_go_to_standard_input_only_and_are_cleared()
    {
        var uses = ModuleSource.Bare(ModuleSource.Functions["Invoke-KeywayConnect"]).Split('\n').Where(line => line.Contains("$bytes", StringComparison.Ordinal)).Select(line => line.Trim());
        Assert.Equal(
            [
                "$bytes = $null",
                "$bytes = ConvertTo-KeywaySecretBytes -Secrets $Request.Secrets",
                "$process.StandardInput.BaseStream.Write($bytes, 0, $bytes.Length)",
                "if ($null -ne $bytes) { [System.Array]::Clear($bytes, 0, $bytes.Length) }",
            ],
            uses);
        var maker = ModuleSource.Bare(ModuleSource.Functions["ConvertTo-KeywaySecretBytes"]);
        Assert.Contains("Marshal]::ZeroFreeBSTR($pointer)", maker, StringComparison.Ordinal);
        Assert.Contains("[System.Array]::Clear($text, 0, $text.Length)", maker, StringComparison.Ordinal);
    }

    [Fact]
    public void A_byte_order_mark_that_NET_Framework_puts_before_them_is_read_over() =>
        Assert.Equal("a", GivenSecrets.Parse("\uFEFF{\"pin\":\"a\"}").Value.Pin);
}
