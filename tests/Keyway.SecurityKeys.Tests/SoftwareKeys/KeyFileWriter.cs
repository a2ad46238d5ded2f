using Keyway.SecurityKeys.SoftwareKeys;

namespace Keyway.SecurityKeys.Tests.SoftwareKeys;

/// <summary>What the killed process does: signs in without end, each time counting up in the file.</summary>
internal static class KeyFileWriter
{
    public const string Argument = "write-key-until-killed";

    public static int WriteUntilKilled(string path)
    {
        using SoftwareKey key = SoftwareKey.Open(path).Value;
        using SecurityKeyDevice device = SecurityKeyDevice.Open(key).Value;
        while (true)
        {
            KeyAssertion assertion = device.GetAssertions(KeyBench.SignIn() with { RequireUserVerification = false }, default).Value[0];
            Console.Out.WriteLine(assertion.SignCount);
            Console.Out.Flush();
        }
    }
}
