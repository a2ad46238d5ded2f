using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace Keyway.Server.Tests.Provisioning;

/// <summary>How fast a directory comes in. Explicit, because a number means something only on a machine that does nothing else: <c>-explicit only -class '*SpeedTests*' -noColor</c>.</summary>
public sealed class SpeedTests(DirectoryFixture fixture) : IClassFixture<DirectoryFixture>
{
    private const int People = 100_000;
    private const int Batch = 1000;

    [Fact(Explicit = true)]
    public async Task A_large_directory_comes_in_and_a_change_of_it_costs_what_the_change_is()
    {
        var output = TestContext.Current.TestOutputHelper!;
        var connector = await fixture.ConnectorAsync();
        var bodies = Enumerable.Range(0, People / Batch).Select(batch => BulkTests.Request(Enumerable.Range(batch * Batch, Batch).Select(index =>
            BulkTests.Operation("POST", "/Users", $"u{index}", connector.User($"user{index}", 1000 + index)))).ToJsonString()).ToList();
        var ids = new List<string>();
        var cpu = Process.GetCurrentProcess().TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        foreach (var body in bodies)
        {
            var reply = await connector.SendAsync(HttpMethod.Post, "/scim/v2/Bulk", body);
            ids.AddRange(reply.Json["Operations"]!.AsArray().Select(result => result!["location"]!.GetValue<string>()[^36..]));
        }

        Say($"{People} people: {People / watch.Elapsed.TotalSeconds:n0}/s, {People / (Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalSeconds:n0}/s of one core, client included");

        var group = await connector.CreateGroupAsync("large", 999_000, [.. ids.Take(50_000)]);
        var small = await connector.CreateGroupAsync("small", 999_001);
        for (var round = 0; round < 2; round++)
        {
            foreach (var (name, target) in new[] { ("none", small), ("50,000", group) })
            {
                await TimeAsync($"PATCH that adds one member to {name}, round {round + 1}", 200, index =>
                    connector.PatchAsync("Groups/" + target, ScimClient.Patch("add", "members", ScimClient.Members(ids[50_000 + (200 * round) + index]))));
            }
        }

        await TimeAsync("Removal of one member of 50,000", 200, index =>
            connector.PatchAsync("Groups/" + group, ScimClient.Patch("remove", $"members[value eq \"{ids[50_000 + index]}\"]", null)));

        watch.Restart();
        for (var start = 1; start <= People; start += Batch)
            Assert.Equal(HttpStatusCode.OK, (await connector.GetAsync($"Users?startIndex={start}&count={Batch}")).Status);
        Say($"All {People} read in pages of {Batch}: {watch.Elapsed.TotalSeconds:n1} s");
        foreach (var filter in new[] { "userName eq \"user77777@d1.test\"", "externalId eq \"00000001-0000-0000-0000-000000012fd1\"", $"urn:keyway:params:scim:schemas:extension:onpremises:2.0:securityIdentifier eq \"{connector.DomainSid}-77777\"" })
            await TimeAsync(filter, 200, _ => connector.GetAsync("Users?filter=" + Uri.EscapeDataString(filter)));
        var groups = Enumerable.Range(0, 20).Select(batch => BulkTests.Request(Enumerable.Range(batch * Batch, Batch).Select(index =>
            BulkTests.Operation("POST", "/Groups", $"g{index}", connector.Group($"group{index}", 200_000 + index, [.. ids.Skip(index * 5).Take(5)])))).ToJsonString()).ToList();
        cpu = Process.GetCurrentProcess().TotalProcessorTime;
        watch.Restart();
        foreach (var body in groups)
            Assert.DoesNotContain("\"status\":\"4", (await connector.SendAsync(HttpMethod.Post, "/scim/v2/Bulk", body)).Text, StringComparison.Ordinal);
        Say($"20,000 groups of five: {20_000 / watch.Elapsed.TotalSeconds:n0}/s, {20_000 / (Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalSeconds:n0}/s of one core");

        void Say(FormattableString text) => output.WriteLine(text.ToString(CultureInfo.InvariantCulture));

        async Task TimeAsync(string what, int count, Func<int, Task<ScimReply>> request)
        {
            watch.Restart();
            for (var index = 0; index < count; index++)
                Assert.True((await request(index)).Status is HttpStatusCode.OK or HttpStatusCode.NoContent);
            Say($"{what}: {watch.Elapsed.TotalMilliseconds / count:n2} ms");
        }
    }
}
