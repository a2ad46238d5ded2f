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

    /// <summary><c>keyway-connect kerberos-server get</c>: the verdict, then its columns, a line each.</summary>
    public async Task<string> CompareAsync(CancellationToken cancellation)
    {
        var result = await _lab.Administration.KerberosServerAsync("get", [], cancellation);
        var lines = result.Output.TrimEnd().Split('\n');
        var columns = lines.Where(line => Column().IsMatch(line)).ToList();
        return result.Succeeded && columns.Count == 13
            ? string.Join('\n', [lines[^1], .. columns])
            : throw new BrokenPromiseException($"exit code {result.ExitCode}: {result.Said}");
    }

    [GeneratedRegex("^[A-Z][A-Za-z]+ +: ")]
    private static partial Regex Column();
}
