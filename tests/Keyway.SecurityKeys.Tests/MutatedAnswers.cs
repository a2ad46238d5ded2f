using System.Runtime.InteropServices;
using Keyway.SecurityKeys.SoftwareKeys;
using Keyway.SecurityKeys.Tests.SoftwareKeys;

namespace Keyway.SecurityKeys.Tests;

/// <summary>
/// Talks to a key whose answers are mutated, in a process of its own with little address space: libcbor below libfido2 believes the length
/// of an array before it looks whether it is there, and would fill gigabytes.
/// </summary>
internal static partial class MutatedAnswers
{
    public const string Argument = "mutate-answers";

    private const int AddressSpace = 9;

    public static int Try(string path)
    {
        long used = long.Parse(File.ReadAllText("/proc/self/statm").Split(' ')[0]) * Environment.SystemPageSize;
        if (SetLimit(AddressSpace, [used + (512L << 20), used + (512L << 20)]) != 0) return 2;
        var random = new Random(20261122);
        using SoftwareKey key = SoftwareKey.Create(path).Value;
        var port = new SpoofedPort(key.Port);
        using SecurityKeyDevice device = SecurityKeyDevice.Open("spoofed", port).Value;
        device.SetPin(KeyBench.Pin);
        GetAssertionsRequest signIn = KeyBench.SignIn() with { HmacSecretSalts = [KeyBench.Hash("salt")] };
        int refused = 0;
        for (int round = 0; round < 600; round++)
        {
            int untouched = random.Next(4);
            port.Change = answer => untouched-- > 0 ? answer : Mutation.Of(answer, random);
            bool succeeded = (round % 3) switch
            {
                0 => device.MakeCredential(KeyBench.Registration(), KeyBench.Pin).Succeeded,
                1 => device.GetAssertions(signIn, KeyBench.Pin).Succeeded,
                _ => device.GetInfo().Succeeded,
            };
            if (!succeeded) refused++;
        }

        port.Change = answer => answer;
        Console.Out.WriteLine(refused);
        return device.GetInfo().Succeeded ? 0 : 1;
    }

    [LibraryImport("libc", EntryPoint = "setrlimit")]
    private static partial int SetLimit(int resource, ReadOnlySpan<long> currentAndMost);
}
