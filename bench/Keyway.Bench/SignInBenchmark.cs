using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using Keyway.Contracts;
using Keyway.Lab.Simulation;

namespace Keyway.Bench;

/// <summary>Steps 1 to 5 of the journey, complete and durable, from many devices at once.</summary>
internal static class SignInBenchmark
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);

    public static async Task<int> RunAsync(SignInOptions options)
    {
        var ecdsa = await OpenSslSpeed.MeasureAsync("ecdsap256");
        var rsa = await OpenSslSpeed.MeasureAsync("rsa2048");
        await using var server = await BenchServer.StartAsync();
        Console.WriteLine($"Making {options.Devices} people with a key and a computer each ...");
        using var tenant = await BenchTenant.PopulateAsync(server, options.Devices);
        if (options.WithoutLog)
            SignInLogSwitch.Off(server.Store);

        await LoadAsync(tenant, options.Workers, WarmUp);
        var processorBefore = server.ProcessorTime;
        var watch = Stopwatch.StartNew();
        var latencies = await LoadAsync(tenant, options.Workers, TimeSpan.FromSeconds(options.Seconds));
        var (elapsed, processor) = (watch.Elapsed, server.ProcessorTime - processorBefore);

        // What cannot be saved: one WebAuthn signature, the device's signature, and the session key's wrapping (a public-key operation like a verification).
        var floor = (1 / ecdsa.Verify) + (2 / rsa.Verify);
        var cost = processor.TotalSeconds / latencies.Count;
        var (now, peak) = server.Memory();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""

            complete sign-ins              {latencies.Count} in {elapsed.TotalSeconds:0.0} s by {options.Devices} devices, {options.Workers} at a time
            sign-ins/s, this machine       {latencies.Count / elapsed.TotalSeconds:N0} (devices and server share its {Environment.ProcessorCount} cores)
            sign-ins/s, one server core    {1 / cost:N0}
            server CPU per sign-in         {cost * 1e6:N0} µs
            floor: its three signatures    {floor * 1e6:N0} µs by openssl speed in this run; ratio {cost / floor:0.0}
            latency, nonce to PRT          p50 {Percentile(latencies, 0.50):0.0} ms, p95 {Percentile(latencies, 0.95):0.0} ms, p99 {Percentile(latencies, 0.99):0.0} ms
            server memory                  {now:0} MiB now, {peak:0} MiB peak
            """));
        return 0;
    }

    private static async Task<List<double>> LoadAsync(BenchTenant tenant, int workers, TimeSpan time)
    {
        var free = new ConcurrentQueue<(SimulatedDevice Device, SimulatedCredential Key)>(tenant.People);
        var watch = Stopwatch.StartNew();
        var parts = await Task.WhenAll(Enumerable.Range(0, Math.Min(workers, tenant.People.Count)).Select(_ => Task.Run(WorkAsync)));
        return [.. parts.SelectMany(part => part).Order()];

        async Task<List<double>> WorkAsync()
        {
            var latencies = new List<double>();
            while (watch.Elapsed < time && free.TryDequeue(out var person))
            {
                var begin = watch.Elapsed;
                await SignInAsync(person.Device, person.Key, check: latencies.Count % 100 == 0);
                latencies.Add((watch.Elapsed - begin).TotalMilliseconds);
                free.Enqueue(person);
            }

            return latencies;
        }
    }

    private static async Task SignInAsync(SimulatedDevice device, SimulatedCredential key, bool check)
    {
        var nonce = await device.NonceAsync(CancellationToken.None);
        using var reply = await device.PostAsync(device.PrtRequest(nonce, key.Sign(nonce)), CancellationToken.None);
        if (!reply.IsSuccessStatusCode)
            throw new InvalidOperationException(await reply.Content.ReadAsStringAsync());
        var issued = (await reply.Content.ReadFromJsonAsync(ContractsJson.Default.PrtResponse))!;

        // Opening every reply would measure the device's RSA; one in a hundred proves that the ticket is there and opens.
        if (check && (device.Ticket(issued, out _, out var clientKey) is not { KeyType: 18 } || clientKey is not { Length: 32 }))
            throw new InvalidOperationException("A sign-in brought no partial TGT: " + issued.TgtAd);
    }

    private static double Percentile(List<double> sorted, double part) => sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * part))];
}
