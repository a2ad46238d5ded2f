using System.Runtime.InteropServices;
using Keyway.SecurityKeys.LibFido2;
using Keyway.SecurityKeys.SoftwareKeys;

namespace Keyway.SecurityKeys.Tests.SoftwareKeys;

/// <summary>What libfido2 itself writes to a key in a whole session, report by report: PIN, two registrations, sign-in with hmac-secret.</summary>
internal static unsafe class RecordedSession
{
    private delegate nint OpenFunction(nint path);

    private delegate void CloseFunction(nint handle);

    private delegate int ReadFunction(nint handle, byte* buffer, nuint length, int milliseconds);

    private delegate int WriteFunction(nint handle, byte* buffer, nuint length);

    public static IReadOnlyList<byte[]> Record(int pinProtocol)
    {
        using var folder = new TemporaryFolder();
        using SoftwareKey key = SoftwareKey.Create(folder.File("key"), new SoftwareKeyOptions { PinProtocols = [pinProtocol] }).Value;
        List<byte[]> reports = [];
        OpenFunction open = _ => 1;
        CloseFunction close = _ => { };
        ReadFunction read = (_, buffer, length, _) => key.Port.Read(new Span<byte>(buffer, 64), TimeSpan.FromSeconds(20)) ? 64 : -1;
        WriteFunction write = (_, buffer, length) =>
        {
            byte[] report = new ReadOnlySpan<byte>(buffer + 1, 64).ToArray();
            reports.Add(report);
            return key.Port.Write(report) ? 65 : -1;
        };
        using (FidoDeviceHandle device = Fido.NewDevice())
        {
            Fido.Initialise(Fido.NoU2fFallback);
            Accepts(Fido.SetTransport(device, new FidoTransport(Pointer(open), Pointer(close), Pointer(read), Pointer(write))));
            Accepts(Fido.OpenDevice(device, "recorded"));
            using var pin = new PinText(KeyBench.Pin);
            Accepts(Fido.SetPin(device, pin.Pointer, 0));
            SecurityKeyInfo info = FidoInfoReader.Read(device).Value;
            foreach (string user in new[] { "alice", "bob" })
            {
                using CredentialMaker maker = CredentialMaker.Prepare(KeyBench.Registration(user) with { ExcludeCredentialIds = [new byte[32]] }, info, false).Value;
                Accepts(maker.Make(device, pin));
            }

            using AssertionGetter getter = AssertionGetter.Prepare(KeyBench.SignIn() with { HmacSecretSalts = [KeyBench.Hash("salt")] }, info, false).Value;
            Accepts(getter.Get(device, pin));
            using AssertionGetter named = AssertionGetter.Prepare(KeyBench.SignIn() with { AllowCredentialIds = [getter.Read().Value[0].CredentialId] }, info, false).Value;
            Accepts(named.Get(device, pin));
        }

        GC.KeepAlive((open, close, read, write));
        return reports;
    }

    /// <summary>The commands inside the reports, put together again.</summary>
    public static IReadOnlyList<byte[]> Commands(IReadOnlyList<byte[]> reports)
    {
        List<byte[]> commands = [];
        int missing = 0;
        foreach (byte[] report in reports)
        {
            bool first = (report[4] & 0x80) != 0;
            if (first)
            {
                missing = (report[5] << 8) | report[6];
                commands.Add([]);
            }

            byte[] part = report[(first ? 7 : 5)..];
            commands[^1] = [.. commands[^1], .. part[..Math.Min(part.Length, missing)]];
            missing -= Math.Min(part.Length, missing);
        }

        return [.. commands.Skip(1)];
    }

    private static nint Pointer<T>(T function)
        where T : Delegate => Marshal.GetFunctionPointerForDelegate(function);

    private static void Accepts(FidoStatus status) => Assert.Equal(FidoStatus.Ok, status);
}
