using System.Diagnostics;

namespace Keyway.SecurityKeys.Tests.Nfc;

internal static class Soon
{
    /// <summary>Fails unless something comes true within ten seconds; pcscd looks at its readers twice or thrice a second.</summary>
    public static void Is(Func<bool> true_)
    {
        long start = Stopwatch.GetTimestamp();
        while (!true_())
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(10), "It did not come true.");
            Thread.Sleep(20);
        }
    }
}
