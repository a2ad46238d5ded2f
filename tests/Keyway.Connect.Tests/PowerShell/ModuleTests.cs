using System.Text.RegularExpressions;

namespace Keyway.Connect.Tests.PowerShell;

/// <summary>Manifest, functions and help agree, and nothing is newer than Windows PowerShell 5.1 on .NET Framework.</summary>
public sealed partial class ModuleTests
{
    [Fact]
    public void The_manifest_exports_exactly_the_three_functions()
    {
        Assert.Equal(ModuleSource.Exported.Order(), Names(ManifestList("FunctionsToExport")).Order());
        Assert.Equal(ModuleSource.Exported.Order(), ModuleSource.Functions.Keys.Where(name => name.EndsWith("-AzureADKerberosServer", StringComparison.Ordinal)).Order());
        Assert.Contains("\nExport-ModuleMember -Function " + string.Join(", ", ModuleSource.Exported) + "\n", ModuleSource.Module, StringComparison.Ordinal);
        foreach (var empty in new[] { "CmdletsToExport", "VariablesToExport", "AliasesToExport" })
            Assert.Empty(Names(ManifestList(empty)));
        Assert.Contains("RootModule           = 'AzureADKerberos.psm1'", ModuleSource.Manifest, StringComparison.Ordinal);
        Assert.Contains("PowerShellVersion    = '5.1'", ModuleSource.Manifest, StringComparison.Ordinal);
        Assert.Equal(["Desktop", "Core"], Names(ManifestList("CompatiblePSEditions")));
    }

    [Fact]
    public void Each_function_takes_what_the_guide_says()
    {
        string[] who = ["Domain", "CloudCredential", "UserPrincipalName", "SecurityKeyPin", "DomainCredential"];
        string[] where = ["Name", "Server", "ConfigFile"];
        Assert.Equal([.. who, "RotateServerKey", "AllowGroup", "DenyGroup", .. where, "Force"], ModuleSource.Parameters("Set-AzureADKerberosServer"));
        Assert.Equal([.. who, .. where], ModuleSource.Parameters("Get-AzureADKerberosServer"));
        Assert.Equal([.. who, .. where, "Force"], ModuleSource.Parameters("Remove-AzureADKerberosServer"));
    }

    [Fact]
    public void Each_function_has_help_with_examples_and_a_text_for_each_parameter()
    {
        foreach (var function in ModuleSource.Exported)
        {
            var text = ModuleSource.Functions[function];
            var help = text[text.IndexOf("<#", StringComparison.Ordinal)..text.IndexOf("#>", StringComparison.Ordinal)];
            Assert.Equal(ModuleSource.Parameters(function), HelpParameter().Matches(help).Select(match => match.Groups[1].Value));
            foreach (var section in new[] { ".SYNOPSIS", ".DESCRIPTION", ".OUTPUTS", ".LINK" })
                Assert.Equal(2, help.Split(section).Length);
            Assert.True(help.Split(".EXAMPLE").Length >= 3, function);
        }
    }

    [Fact]
    public void What_changes_something_can_be_tried_and_what_removes_asks()
    {
        Assert.Contains("[CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium'", ModuleSource.Functions["Set-AzureADKerberosServer"], StringComparison.Ordinal);
        Assert.Contains("[CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High'", ModuleSource.Functions["Remove-AzureADKerberosServer"], StringComparison.Ordinal);
        foreach (var function in new[] { "Set-AzureADKerberosServer", "Remove-AzureADKerberosServer" })
        {
            var bare = ModuleSource.Bare(ModuleSource.Functions[function]);
            Assert.True(bare.IndexOf("ShouldProcess($target", StringComparison.Ordinal) < bare.IndexOf("Invoke-KeywayConnect", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void The_files_are_ASCII_since_5_1_reads_others_in_the_code_page_of_its_machine()
    {
        foreach (var path in new[] { ModuleSource.ModulePath, ModuleSource.ManifestPath })
            Assert.All(File.ReadAllBytes(path), value => Assert.True(value is (byte)'\n' or (>= 0x20 and < 0x7F)));
    }

    [Fact]
    public void The_module_is_strict() => Assert.Contains("\nSet-StrictMode -Version 3.0\n", ModuleSource.Module, StringComparison.Ordinal);

    [Theory]
    [InlineData(@"\?\?", "null coalescing is of 7.0")]
    [InlineData(@"\s\?\s", "the ternary operator is of 7.0")]
    [InlineData(@"\?\.|\?\[", "null-conditional access is of 7.1")]
    [InlineData(@"&&|\|\|", "chained pipelines are of 7.0")]
    [InlineData(@"-Parallel\b", "parallel loops are of 7.0")]
    [InlineData(@"(?m)^\s*(clean|class|enum)\b", "cleaned up and declared otherwise in 5.1")]
    [InlineData(@"\$Is(Windows|Linux|MacOS|CoreCLR)\b", "variables of 6.0")]
    [InlineData(@"-(AsHashtable|Depth|NoEnumerate|AsPlainText)\b", "parameters of 6.0")]
    [InlineData(@"\.ArgumentList\b|StandardInputEncoding|WaitForExitAsync", "not in .NET Framework")]
    [InlineData(@"(?i)\b0b[01]+\b|\d(u|n|uy|us|ul)\b", "literals of 6.2")]
    public void Nothing_is_newer_than_5_1(string pattern, string why) =>
        Assert.False(Regex.IsMatch(ModuleSource.Bare(ModuleSource.Module), pattern), why);

    [Theory]
    [InlineData(@"Invoke-Expression|\biex\b|ScriptBlock\]::Create", "runs text as code")]
    [InlineData(@"Start-Process|cmd\.exe|/bin/sh|UseShellExecute = \$true", "a shell in between")]
    [InlineData(@"GetNetworkCredential|PtrToString|SecureStringToGlobalAlloc|SecureStringToCoTaskMem|ConvertFrom-SecureString", "makes a string of a secret, which nobody can erase")]
    [InlineData(@"Write-Host|Out-File|Set-Content|Add-Content|WriteAll(Text|Bytes|Lines)|\$env:\w+ =", "leaves something behind")]
    public void Nothing_dangerous_is_used(string pattern, string why) =>
        Assert.False(Regex.IsMatch(ModuleSource.Bare(ModuleSource.Module), pattern, RegexOptions.IgnoreCase), why);

    private static string ManifestList(string name) => Regex.Match(ModuleSource.Manifest, name + @"\s*= @\(([^)]*)\)").Groups[1].Value;

    private static IEnumerable<string> Names(string list) => QuotedName().Matches(list).Select(match => match.Groups[1].Value);

    [GeneratedRegex("'([^']+)'")]
    private static partial Regex QuotedName();

    [GeneratedRegex(@"\.PARAMETER (\w+)")]
    private static partial Regex HelpParameter();
}
