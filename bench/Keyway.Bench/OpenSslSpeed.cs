using System.Globalization;
using Keyway.Lab.Processes;

namespace Keyway.Bench;

/// <summary>The floor: what OpenSSL itself reaches on this machine, in this run.</summary>
internal static class OpenSslSpeed
{
    /// <summary>Operations in a second of one core's time, as <c>openssl speed</c> measures them.</summary>
    public static async Task<(double Sign, double Verify)> MeasureAsync(string algorithm)
    {
        var result = await Tool.RunAsync("openssl", ["speed", "-seconds", "3", "-mr", algorithm], null, null, CancellationToken.None);

        // "+F4:3:256:62051.5:20594.0": the last two are signatures and verifications in a second of processor time.
        var fields = result.Output.Split('\n').Single(line => line.StartsWith("+F", StringComparison.Ordinal)).Split(':');
        return (double.Parse(fields[^2], CultureInfo.InvariantCulture), double.Parse(fields[^1], CultureInfo.InvariantCulture));
    }
}
