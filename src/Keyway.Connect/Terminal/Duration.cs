using System.Globalization;

namespace Keyway.Connect.Terminal;

/// <summary>How a time is shown: <c>34 ms</c>, <c>1.2 s</c>, <c>2 min 5 s</c>.</summary>
internal static class Duration
{
    public static string Of(TimeSpan time) => time switch
    {
        { TotalMilliseconds: < 1000 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0} ms"),
        { TotalSeconds: < 60 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalMinutes} min {time.Seconds} s"),
    };
}
