using System.Text.RegularExpressions;

namespace Keyway.Connect.Tests.PowerShell;

/// <summary>Nothing is newer than Windows PowerShell 5.1 on .NET Framework, which no engine here can tell, and nothing dangerous is used.</summary>
public sealed class ModuleTests
{
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
}
