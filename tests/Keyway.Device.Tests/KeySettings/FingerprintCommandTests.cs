using System.Text.Json.Nodes;
using Keyway.Device.Tests.RealServer;

namespace Keyway.Device.Tests.KeySettings;

/// <summary>The fingers of a key with a sensor, by the program as it is built. The finger that lies on it is the name in a file.</summary>
public sealed class FingerprintCommandTests : IDisposable
{
    private const string Pin = "47110815";

    private readonly TestFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Key => _folder.Entry("a.key");

    [Fact]
    public async Task Fingers_are_enrolled_listed_renamed_and_removed()
    {
        await MakeAsync("--sensor");
        Assert.Contains("Fingerprints   sensor, no finger enrolled", (await BuiltProgram.KeywayAsync("security-key", "info", "--key", Key)).Output, StringComparison.Ordinal);
        Assert.Empty((JsonArray)(await JsonAsync("list"))["fingerprints"]!);

        LayOn("right index");
        var enrolled = await RunAsync("enrol");
        Assert.Equal(0, enrolled.ExitCode);
        Assert.Contains("Touch the sensor of your security key", enrolled.Error, StringComparison.Ordinal);
        Assert.Contains("Touch the sensor again: 3 more.", enrolled.Error, StringComparison.Ordinal);
        Assert.Contains("The sensor knows finger 1.", enrolled.Output, StringComparison.Ordinal);

        LayOn("left thumb");
        Assert.Equal("thumb", (string)(await JsonAsync("enrol", "--name", "thumb"))["name"]!);
        var listed = (JsonArray)(await JsonAsync("list"))["fingerprints"]!;
        Assert.Equal(["finger 1", "thumb"], listed.Select(finger => (string)finger!["name"]!));
        Assert.Contains("thumb\n  id  " + listed[1]!["id"], (await RunAsync("list")).Output, StringComparison.Ordinal);
        var info = await BuiltProgram.KeywayWithInputAsync(Pin + "\n", "security-key", "info", "--key", Key, "--pin-file", "-");
        Assert.Contains("Fingerprints   sensor, 2 fingers enrolled, 3 tries left", info.Output, StringComparison.Ordinal);

        Assert.Equal("index", (string)(await JsonAsync("rename", "finger 1", "index"))["name"]!);
        Assert.Contains("KW3054", (await RunAsync("rename", "thumb", "index")).Error, StringComparison.Ordinal);
        Assert.Contains("KW3054", (await RunAsync("enrol", "--name", "index")).Error, StringComparison.Ordinal);
        Assert.Contains("KW3049", (await RunAsync("rename", "thumb", "\u001b[2J")).Error, StringComparison.Ordinal);
        Assert.Contains("KW3048", (await RunAsync("rename", "nose", "ear")).Error, StringComparison.Ordinal);

        Assert.Contains("KW3033", (await RunAsync("remove", "index")).Error, StringComparison.Ordinal);
        Assert.DoesNotContain("last finger", (await RunAsync("remove", (string)listed[0]!["id"]!, "--yes")).Output, StringComparison.Ordinal);
        Assert.Contains("It was the last finger: the key asks for its PIN again.", (await RunAsync("remove", "thumb", "--yes")).Output, StringComparison.Ordinal);
        Assert.Contains("No finger is enrolled.", (await RunAsync("list")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_without_sensor_says_so_and_a_wrong_pin_costs_a_try()
    {
        await MakeAsync();
        var none = await RunAsync("enrol");
        Assert.Equal(1, none.ExitCode);
        Assert.Contains("KW3029", none.Error, StringComparison.Ordinal);
        File.Delete(Key);
        await MakeAsync("--sensor");
        var wrong = await BuiltProgram.KeywayWithInputAsync("0000\n", "security-key", "fingerprint", "enrol", "--key", Key, "--pin-file", "-");
        Assert.Contains("KW3007", wrong.Error, StringComparison.Ordinal);
        Assert.Contains("7 tries left", wrong.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_enrolment_that_is_interrupted_leaves_no_finger_on_the_key()
    {
        await MakeAsync("--sensor");
        using var enrolling = BuiltProgram.Start(BuiltProgram.Device, ["security-key", "fingerprint", "enrol", "--key", Key, "--pin-file", "-", "--json"]);
        await enrolling.StandardInput.WriteLineAsync(Pin);
        enrolling.StandardInput.Close();
        Assert.Contains("Touch the sensor", await enrolling.StandardError.ReadLineAsync(Cancellation).AsTask().WaitAsync(StartedProgram.Patience, Cancellation), StringComparison.Ordinal);

        await StartedProgram.InterruptAsync(enrolling, Cancellation);

        var ran = await StartedProgram.EndAsync(enrolling, Cancellation);
        Assert.Contains("The finger was not enrolled (KW3171).", ran.Error, StringComparison.Ordinal);
        Assert.Equal("KW3171", (string)JsonNode.Parse(ran.Output)!["error"]!["code"]!);
        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("No finger is enrolled.", (await RunAsync("list")).Output, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private void LayOn(string finger) => File.WriteAllText(Key + ".finger", finger);

    private async Task MakeAsync(params string[] options) =>
        Assert.Equal(0, (await BuiltProgram.KeywayWithInputAsync(Pin + "\n", ["security-key", "create-software", Key, "--pin-file", "-", .. options])).ExitCode);

    private Task<Ran> RunAsync(params string[] arguments) =>
        BuiltProgram.KeywayWithInputAsync(Pin + "\n", ["security-key", "fingerprint", .. arguments, "--key", Key, "--pin-file", "-"]);

    private async Task<JsonObject> JsonAsync(params string[] arguments)
    {
        var ran = await RunAsync([.. arguments, "--json"]);
        Assert.True(ran.ExitCode == 0, ran.Error);
        return JsonNode.Parse(ran.Output)!.AsObject();
    }
}
