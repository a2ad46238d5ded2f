using Keyway.SecurityKeys.LibFido2;
using Keyway.SecurityKeys.SoftwareKeys;

namespace Keyway.SecurityKeys.Tests.SoftwareKeys;

/// <summary>What libfido2 itself writes to a key in a whole session, report by report: PIN, two registrations, sign-ins with and without hmac-secret.</summary>
internal static class RecordedSession
{
    public static IReadOnlyList<byte[]> Record(int pinProtocol)
    {
        using var folder = new TemporaryFolder();
        using SoftwareKey key = SoftwareKey.Create(folder.File("key"), new SoftwareKeyOptions { PinProtocols = [pinProtocol] }).Value;
        var port = new RecordingPort(key.Port);
        using SecurityKeyDevice device = SecurityKeyDevice.Open("recorded", port).Value;
        Play(device);
        return port.Reports;
    }

    /// <summary>The messages inside the reports, put together again.</summary>
    public static IReadOnlyList<byte[]> Messages(IReadOnlyList<byte[]> reports)
    {
        List<byte[]> messages = [];
        int missing = 0;
        foreach (byte[] report in reports)
        {
            bool first = (report[4] & 0x80) != 0;
            if (first)
            {
                missing = (report[5] << 8) | report[6];
                messages.Add([]);
            }

            byte[] part = report[(first ? 7 : 5)..];
            messages[^1] = [.. messages[^1], .. part[..Math.Min(part.Length, missing)]];
            missing -= Math.Min(part.Length, missing);
        }

        return messages;
    }

    private static void Play(SecurityKeyDevice device)
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        Assert.True(device.SetPin(KeyBench.Pin).Succeeded);
        foreach (string user in new[] { "alice", "bob" })
            Assert.True(device.MakeCredential(KeyBench.Registration(user) with { ExcludeCredentialIds = [new byte[32]] }, KeyBench.Pin, cancellation).Succeeded);
        IReadOnlyList<KeyAssertion> assertions = device.GetAssertions(KeyBench.SignIn() with { HmacSecretSalts = [KeyBench.Hash("salt")] }, KeyBench.Pin, cancellation).Value;
        Assert.Equal(2, assertions.Count);
        Assert.True(device.GetAssertions(KeyBench.SignIn() with { AllowCredentialIds = [assertions[0].CredentialId] }, KeyBench.Pin, cancellation).Succeeded);
    }

    private sealed class RecordingPort(IReportPort key) : IReportPort
    {
        public List<byte[]> Reports { get; } = [];

        public bool TryAttach() => key.TryAttach();

        public void Detach() => key.Detach();

        public bool Read(Span<byte> report, TimeSpan? patience) => key.Read(report, patience);

        public bool Write(ReadOnlySpan<byte> report)
        {
            Reports.Add(report.ToArray());
            return key.Write(report);
        }
    }
}
