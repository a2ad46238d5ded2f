using System.Diagnostics;
using System.Globalization;
using System.Net;
using Keyway.Kerberos.Exchange;
using Keyway.Kerberos.Messages;
using Keyway.Lab;
using Keyway.Lab.Steps;
using Keyway.Lab.Walk;
using Spectre.Console;

namespace Keyway.Bench;

/// <summary>What the companion KDC costs: the same requests to a real Samba domain controller, and to it through the companion, in turns.</summary>
internal static class KeyListBenchmark
{
    private const int Warm = 20;

    public static async Task<int> RunAsync(int rounds)
    {
        var folder = new LabFolder("/var/lib/keyway-lab/bench-" + Environment.ProcessId);
        var lab = await Laboratory.BringUpAsync(folder, new ConsoleStepReporter(AnsiConsole.Console), CancellationToken.None);
        try
        {
            await MeasureAsync(lab, rounds);
            return 0;
        }
        finally
        {
            await Laboratory.TakeDownAsync(folder);
        }
    }

    private static async Task MeasureAsync(Laboratory lab, int rounds)
    {
        var controller = new KdcEndpoint(Domain.ControllerHost, IPAddress.Parse(lab.Record.DomainControllerAddress));
        var companion = new KdcEndpoint(Domain.ControllerHost, IPAddress.Parse(lab.Record.KeyListAddress));
        using var key = await StolenKey.StealAsync(lab, CancellationToken.None);
        using var partial = key.Mint("alice");
        var body = new KdcRequestBody(KdcOptions.None, PrincipalName.User("alice"), Domain.Realm, PrincipalName.TicketGranting(Domain.Realm), DateTimeOffset.UtcNow.AddHours(10), null, 4711, [18]);
        var question = new KdcRequest(MessageType.AsReq, [], body).Encode();

        Console.WriteLine("\none client, one request after the other     direct ms   through ms   ratio   p95 through ms");
        foreach (var (name, udp) in new[] { ("AS-REQ over UDP, passed through", true), ("AS-REQ over TCP, passed through", false) })
        {
            var transport = Transport(udp);
            await CompareAsync(name, rounds, async kdc => Check((await transport.SendAsync([kdc], question, CancellationToken.None)).Succeeded), controller, companion);
        }

        foreach (var (name, list) in new[] { ("partial ticket exchanged, no list asked", false), ("partial ticket exchanged, with a key list", true) })
        {
            var exchange = new FullTicketExchange(Transport(udp: false), TimeProvider.System);
            await CompareAsync(name, rounds, async kdc =>
            {
                using var full = (await exchange.ExchangeAsync(partial, [kdc], new FullTicketOptions { KeyListRequest = list }, CancellationToken.None)).Value;
                Check(full.NtHash is not null == (list && kdc == companion));
            }, controller, companion);
        }
    }

    private static async Task CompareAsync(string name, int rounds, Func<KdcEndpoint, Task> ask, KdcEndpoint controller, KdcEndpoint companion)
    {
        var (direct, through) = (new List<double>(), new List<double>());
        for (var round = 0; round < Warm + rounds; round++)
        {
            foreach (var (kdc, times) in new[] { (controller, direct), (companion, through) })
            {
                var start = Stopwatch.GetTimestamp();
                await ask(kdc);
                if (round >= Warm)
                    times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        }

        direct.Sort();
        through.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name,-42} {direct[rounds / 2],10:0.00} {through[rounds / 2],12:0.00} {through[rounds / 2] / direct[rounds / 2],7:0.00} {through[rounds * 95 / 100],12:0.00}"));
    }

    private static KdcTransport Transport(bool udp) => new(new KdcTransportOptions { UdpPreferenceLimit = udp ? 16_000 : 0 });

    private static void Check(bool holds)
    {
        if (!holds)
            throw new InvalidOperationException("An answer is not the one that was to be measured.");
    }
}
