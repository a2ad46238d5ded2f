using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;

namespace Keyway.Connect.Tests.PowerShell;

/// <summary>The files of powershell/AzureADKerberos as text, for what running them cannot show. Keyway.EndToEnd runs them.</summary>
internal static partial class ModuleSource
{
    private static readonly string Folder = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..", "..", "powershell", "AzureADKerberos"));

    public static string ModulePath { get; } = Path.Combine(Folder, "AzureADKerberos.psm1");

    public static string ManifestPath { get; } = Path.Combine(Folder, "AzureADKerberos.psd1");

    public static string Module { get; } = File.ReadAllText(ModulePath);

    /// <summary>Each function's text, help included, by its name.</summary>
    public static IReadOnlyDictionary<string, string> Functions { get; } = FunctionText().Matches(Module).ToDictionary(match => match.Groups[1].Value, match => match.Value);

    /// <summary>The code without comments; each string literal is empty.</summary>
    public static string Bare(string text)
    {
        var bare = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '<' && i + 1 < text.Length && text[i + 1] == '#')
                i = text.IndexOf("#>", i, StringComparison.Ordinal) + 1;
            else if (text[i] == '#')
                i = text.IndexOf('\n', i) - 1;
            else if (text[i] is '\'' or '"')
                i = SkipLiteral(text, i, bare);
            else
                bare.Append(text[i]);
        }

        return bare.ToString();
    }

    [GeneratedRegex(@"^function (\S+) \{\n.*?^\}\n", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex FunctionText();

    // A doubled quote is two literals here, which comes to the same.
    private static int SkipLiteral(string text, int start, StringBuilder bare)
    {
        bare.Append(text[start]).Append(text[start]);
        var end = text.IndexOf(text[start], start + 1);
        Assert.True(end > start, "a string without end");
        return end;
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
