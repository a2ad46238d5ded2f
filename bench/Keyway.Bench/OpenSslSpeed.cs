using System.Globalization;
using Keyway.Lab.Processes;

namespace Keyway.Bench;

/// <summary>The floor: what OpenSSL itself reaches on this machine, in this run.</summary>
internal static class OpenSslSpeed
{
    /// <summary>Operations a second on one core, as <c>openssl speed</c> measures them.</summary>
    public static async Task<(double Sign, double Verify)> MeasureAsync(string algorithm)
    {
        var result = await Tool.RunAsync("openssl", ["speed", "-seconds", "3", "-mr", algorithm], null, null, CancellationToken.None);

        // "+F4:0:256:0.000021:0.000063" for ECDSA, "+F2:0:2048:0.000262:0.000014" for RSA: seconds for one sign and one verify.
        var fields = result.Output.Split('\n').Single(line => line.StartsWith("+F", StringComparison.Ordinal)).Split(':');
        return (1 / double.Parse(fields[^2], CultureInfo.InvariantCulture), 1 / double.Parse(fields[^1], CultureInfo.InvariantCulture));
    }
}
