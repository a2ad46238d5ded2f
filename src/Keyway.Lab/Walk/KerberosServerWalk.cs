using System.Text.RegularExpressions;

namespace Keyway.Lab.Walk;

/// <summary>What an administrator sees of the Kerberos server.</summary>
public sealed partial class KerberosServerWalk
{
    private readonly Laboratory _lab;

    public KerberosServerWalk(Laboratory lab)
    {
        _lab = lab;
    }

    /// <summary><c>keyway-connect kerberos-server get</c>: the verdict, then its columns, a line each, and what else it says.</summary>
    public async Task<string> CompareAsync(CancellationToken cancellation)
    {
        var result = await _lab.Administration.KerberosServerAsync("get", [], cancellation);
        var lines = result.Output.TrimEnd().Split('\n').SkipWhile(line => !Column().IsMatch(line)).ToList();
        var columns = lines.TakeWhile(line => Column().IsMatch(line)).ToList();
        var words = lines.Skip(columns.Count).Where(line => line.Length > 0).ToList();
        return result.Succeeded && columns.Count == 13 && words.Count > 0
            ? string.Join('\n', [words[0], .. columns, .. words.Skip(1)])
            : throw new BrokenPromiseException($"exit code {result.ExitCode}: {result.Said}");
    }

    [GeneratedRegex("^[A-Z][A-Za-z]+ +: ")]
    private static partial Regex Column();
}
