using System.Formats.Tar;
using System.IO.Compression;
using System.Text.Json.Nodes;
using Keyway.Lab.Components;
using Keyway.Lab.Processes;

namespace Keyway.EndToEnd.Workstations;

/// <summary><c>keyway doctor</c> and <c>keyway logs</c> at PC1.</summary>
[Collection(LabCollection.Name)]
public sealed class TroubleshootingTests(LabFixture fixture) : IDisposable
{
    private readonly WorkstationDesk _desk = new(fixture.Lab, TestContext.Current.CancellationToken);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _desk.Dispose();

    [Fact]
    public async Task The_doctor_finds_nothing_where_people_sign_in()
    {
        _desk.Insert("alice");
        Assert.True((await _desk.LogInAsync("alice")).Succeeded);

        var result = await DoctorAsync();

        Assert.True(result.Succeeded, result.Said);
        Assert.All(
            new[] { "✓ Join: cloud joined", "✓ Identity server: ", "✓ Clock: ", "✓ keywayd: ", "✓ Login programs: ", "✓ Names: ", "✓ Security key: ", "! Domain controller: dc1.contoso.corp.com", "✓ Kerberos server: gave alice@" },
            line => Assert.Contains(line, result.Output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_doctor_names_what_to_mend_first()
    {
        fixture.Lab.KillServer();
        _desk.Computer.Signal(9);
        try
        {
            var result = await DoctorAsync();

            Assert.Equal(4, result.ExitCode);
            Assert.Contains("✗ Identity server: The server cannot be reached. (KW3122)", result.Output, StringComparison.Ordinal);
            Assert.Contains("✗ keywayd: The daemon keywayd does not answer. (KW3330)", result.Output, StringComparison.Ordinal);
            Assert.Contains("Mend first: Identity server (KW3122).", result.Error, StringComparison.Ordinal);
        }
        finally
        {
            await fixture.Lab.RestartServerAsync(Cancellation);
            await fixture.Lab.RestartKeywaydAsync(Cancellation);
        }
    }

    [Fact]
    public async Task A_fresh_attempt_is_recorded_and_bundled_without_a_secret()
    {
        const string Bundle = "/tmp/bundle.tar.gz";
        _desk.Insert("alice");

        // The second question of the attempt is the Enter of the one who records it.
        var collected = await _desk.Computer.RunAsync(
            "sh",
            ["-c", $"rm -f {Bundle}; mkfifo /tmp/enter; {Keyway} logs collect --recreate-my-problem --settings {Settings} --output {Bundle} --json </tmp/enter >/tmp/collected 2>&1 & exec 9>/tmp/enter; "
                + "while ! [ -e /run/keyway/record ]; do sleep 0.05; done; pamtester keyway-lab alice authenticate; echo >&9; exec 9>&-; wait; rm /tmp/enter; cat /tmp/collected"],
            Cancellation, _desk.Pin);

        Assert.Contains("\"outcome\": \"done\"", collected.Output, StringComparison.Ordinal);
        var texts = await UnpackAsync(Bundle);
        var log = texts["keywayd.log"];
        Assert.All(new[] { " Nonce: from https://", " Gesture: ", " PRT request: verified by the server", " Exchange: full TGT until" }, step => Assert.Contains(step, log, StringComparison.Ordinal));
        Assert.Equal("well", JsonNode.Parse(texts["doctor.json"])!.AsArray()[0]!["health"]!.GetValue<string>());
        Assert.Contains("pam_keyway.so", texts["etc/pam.d/common-auth"], StringComparison.Ordinal);
        Assert.All(texts, text => Assert.DoesNotContain(fixture.Lab.Record.Pin, text.Value, StringComparison.Ordinal));
        Assert.Equal("600", (await _desk.RunAsync("stat", "-c", "%a", Bundle)).Output.Trim());

        // Nobody records any more.
        Assert.False((await _desk.RunAsync("test", "-e", "/run/keyway/record")).Succeeded);
    }

    private string Keyway => $"{BuiltPrograms.Device} --state {fixture.Lab.Folder.Device}";

    private string Settings => Path.Combine(fixture.Lab.Folder.Workstation, "keywayd.json");

    private Task<ToolResult> DoctorAsync() => _desk.RunAsync("sh", "-c", $"exec {Keyway} doctor --settings {Settings}");

    private async Task<Dictionary<string, string>> UnpackAsync(string bundle)
    {
        var packed = Convert.FromBase64String((await _desk.RunAsync("base64", "--wrap=0", bundle)).Output);
        await using var archive = new TarReader(new GZipStream(new MemoryStream(packed), CompressionMode.Decompress));
        var texts = new Dictionary<string, string>();
        while (await archive.GetNextEntryAsync(cancellationToken: Cancellation) is { } entry)
        {
            using var reader = new StreamReader(entry.DataStream ?? Stream.Null);
            texts[entry.Name[(entry.Name.IndexOf('/', StringComparison.Ordinal) + 1)..]] = await reader.ReadToEndAsync(Cancellation);
        }

        return texts;
    }
}
