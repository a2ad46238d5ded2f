using System.Diagnostics;
using System.Globalization;

namespace Keyway.Bench;

/// <summary>How long the pages of the administration take at a large organisation: a real server, HTTPS, one browser that asks for one page after the other.</summary>
internal static class PortalBenchmark
{
    private const int Warm = 5;
    private const int Rounds = 40;

    public static async Task<int> RunAsync(int people)
    {
        await using var server = await BenchServer.StartAsync();
        using var data = new PortalData(server.Store, people);
        var watch = Stopwatch.StartNew();
        data.Fill();
        var cookie = data.SignIn(server.Administrator);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{people:N0} people with a key each, {data.Devices:N0} devices, {data.SignIns:N0} sign-ins, made in {watch.Elapsed.TotalSeconds:0} s\n"));
        Console.WriteLine("page                                          median ms   p95 ms   KiB   beside the floor");
        var floor = await MeasureAsync(server.Client, cookie, "/health", "the floor: /health, no page", null);
        foreach (var (path, words) in new[]
        {
            ("/security-info", "one's own keys, an almost empty page"), ("/admin", "overview"), ("/admin/devices", "devices"), ("/admin/devices/" + data.AnyDevice(), "one device"),
            ("/admin/devices?q=pc012", "devices, searched"), ("/admin/devices?q=pc01234", "devices, searched for one"), ("/admin/domains", "domains"),
            ("/admin/kerberos-servers", "Kerberos servers"), ("/admin/sign-ins", "sign-ins, last day"), ("/admin/sign-ins?time=month", "sign-ins, last month"),
            ("/admin/sign-ins?person=user4711@contoso.corp.com&time=month", "sign-ins of one person"), ("/admin/sign-ins?outcome=refused&time=week", "refused sign-ins"),
            ("/admin/sign-ins?handler=List", "the part that is polled"), ("/admin/sign-ins/" + data.SignIns, "one sign-in"), ("/admin/sign-ins/usage", "who uses keys"),
            ("/admin/audit", "audit log"), ("/admin/roles", "roles"), ("/admin/roles?person=mil", "roles, for somebody"),
        })
        {
            await MeasureAsync(server.Client, cookie, path, words, floor);
        }

        var (now, peak) = server.Memory();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\nserver memory {now:0} MiB now, {peak:0} MiB peak"));
        return 0;
    }

    private static async Task<double> MeasureAsync(HttpClient client, string cookie, string path, string words, double? floor)
    {
        var times = new List<double>();
        long length = 0;
        for (var round = 0; round < Warm + Rounds; round++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Add("Cookie", "__Host-keyway-session=" + cookie);
            var start = Stopwatch.GetTimestamp();
            using var reply = await client.SendAsync(request);
            length = (await reply.Content.ReadAsByteArrayAsync()).Length;
            if (round >= Warm)
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            if (!reply.IsSuccessStatusCode || reply.RequestMessage!.RequestUri!.AbsolutePath.StartsWith("/sign-in", StringComparison.Ordinal))
                throw new InvalidOperationException($"{path} answers {(int)reply.StatusCode}");
        }

        times.Sort();
        var (median, late) = (times[Rounds / 2], times[Rounds * 95 / 100]);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{words,-45} {median,9:0.0} {late,8:0.0} {length / 1024.0,5:0}   {(floor is { } least ? (median / least).ToString("0.0", CultureInfo.InvariantCulture) : "1"),4}"));
        return median;
    }
}
