using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Keyway.Errors;
using Keyway.SecurityKeys.SoftwareKeys;

namespace Keyway.SecurityKeys.Tests.SoftwareKeys;

/// <summary>The file of a software key: its rights, its damage, and what a kill leaves.</summary>
public sealed class SoftwareKeyFileTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly TemporaryFolder _folder = new();
    private readonly string _path;

    public SoftwareKeyFileTests() => _path = _folder.File("key");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_file_is_its_owners_alone_from_the_first_byte_on()
    {
        MakeKeyWithCredential();
        Assert.Equal(OwnerOnly, File.GetUnixFileMode(_path));
        SignIn();
        Assert.Equal(OwnerOnly, File.GetUnixFileMode(_path));
        Assert.False(File.Exists(_path + ".new"));
    }

    [Fact]
    public void A_file_that_others_may_read_is_not_opened()
    {
        MakeKeyWithCredential();
        File.SetUnixFileMode(_path, OwnerOnly | UnixFileMode.GroupRead);
        Refused.With(Catalogue.SecurityKeys.FileUnsafe, SoftwareKey.Open(_path));
    }

    [Fact]
    public void An_existing_file_or_folder_is_not_overwritten()
    {
        MakeKeyWithCredential();
        byte[] before = File.ReadAllBytes(_path);
        Refused.With(Catalogue.SecurityKeys.FileExists, SoftwareKey.Create(_path));
        Refused.With(Catalogue.SecurityKeys.FileExists, SoftwareKey.Create(_folder.Path));
        Assert.Equal(before, File.ReadAllBytes(_path));
    }

    [Fact]
    public void A_folder_that_is_not_there_is_not_made()
    {
        Refused.With(Catalogue.SecurityKeys.FileNotWritable, SoftwareKey.Create(_folder.File("none/key")));
        Assert.False(Directory.Exists(_folder.File("none")));
    }

    [Fact]
    public void Options_that_no_key_can_have_are_refused()
    {
        SoftwareKeyOptions[] impossible =
        [
            new() { PinProtocols = [] },
            new() { PinProtocols = [3] },
            new() { PinProtocols = [1, 1] },
            new() { Capacity = 0 },
            new() { Capacity = 1001 },
        ];
        Assert.All(impossible, options => Refused.With(Catalogue.SecurityKeys.BadOptions, SoftwareKey.Create(_path, options)));
        Assert.False(File.Exists(_path));
    }

    [Fact]
    public void What_a_kill_left_beside_the_file_is_no_state()
    {
        MakeKeyWithCredential();
        File.WriteAllText(_path + ".new", "half a st");
        File.SetUnixFileMode(_path + ".new", OwnerOnly | UnixFileMode.OtherRead);
        Assert.Equal(2u, SignIn());
        Assert.Equal(OwnerOnly, File.GetUnixFileMode(_path));
        Assert.Equal(3u, SignIn());
    }

    [Fact]
    public void A_file_of_the_keyway_before_is_the_same_key_and_is_written_anew_with_the_next_change()
    {
        MakeKeyWithCredential();
        Change(state =>
        {
            state["version"] = 1;
            foreach (string later in new[] { "minimumPinLength", "pinCodePoints", "pinChangeRequired" }) Assert.True(state.AsObject().Remove(later));
        });
        Assert.Equal(2U, SignIn());
        Change(state => Assert.Equal((3, 4), ((int)state["version"]!, (int)state["minimumPinLength"]!)));
    }

    [Fact]
    public void A_file_of_a_newer_keyway_is_left_alone()
    {
        MakeKeyWithCredential();
        Change(state => state["version"] = 4);
        Refused.With(Catalogue.SecurityKeys.FileVersion, SoftwareKey.Open(_path));
    }

    [Fact]
    public void A_file_whose_parts_do_not_fit_is_damaged()
    {
        Action<JsonNode>[] damages =
        [
            state => state["format"] = "another",
            state => state["version"] = 0,
            state => state["capacity"] = 0,
            state => state["pinRetries"] = 9,
            state => state["pinRetries"] = -1,
            state => state["pinHash"] = "AAAA",
            state => state["pinProtocols"] = new JsonArray(),
            state => state["unheardOf"] = 1,
            state => state["credentials"] = null,
            state => state["credentials"]!.AsArray().Add(null),
            state => state["credentials"]![0]!["id"] = null,
            state => state["credentials"]![0]!["userId"] = "",
            state => state["credentials"]![0]!["protection"] = 4,
            state => state["credentials"]![0]!["signCount"] = -1,
            state => state["credentials"]![0]!["publicKey"] = Convert.ToBase64String(new byte[64]),
            state => state["attestation"]!["privateKey"] = "AAAA",
            state => state["attestation"]!["certificate"] = "AAAA",
            state => state["attestation"]!["root"] = null,
            state => state["uvRetries"] = 4,
            state => state["pinLengthReaders"] = new JsonArray(""),
            state => state["fingerprints"] = new JsonArray(Fingerprint()),
            state => (state["sensor"], state["fingerprints"]) = (true, new JsonArray((JsonNode?)null)),
            state => (state["sensor"], state["fingerprints"]) = (true, new JsonArray([.. Enumerable.Range(0, 6).Select(_ => Fingerprint())])),
            state => (state["sensor"], state["fingerprints"]) = (true, new JsonArray(Fingerprint(idLength: 15))),
            state => (state["sensor"], state["fingerprints"]) = (true, new JsonArray(Fingerprint(name: new string('x', 65)))),
        ];
        MakeKeyWithCredential();
        string whole = File.ReadAllText(_path);
        foreach (Action<JsonNode> damage in damages)
        {
            File.WriteAllText(_path, whole);
            Change(damage);
            Refused.With(Catalogue.SecurityKeys.FileDamaged, SoftwareKey.Open(_path));
        }
    }

    private static JsonObject Fingerprint(int idLength = 16, string? name = null) =>
        new() { ["id"] = Convert.ToBase64String(new byte[idLength]), ["name"] = name, ["template"] = Convert.ToBase64String(new byte[32]) };

    [Fact]
    public void A_counter_at_its_end_stays_there()
    {
        MakeKeyWithCredential();
        Change(state => state["credentials"]![0]!["signCount"] = uint.MaxValue);
        Assert.Equal(uint.MaxValue, SignIn());
        Assert.Equal(uint.MaxValue, SignIn());
    }

    [Fact]
    public void A_mutated_file_is_refused_or_read_but_never_an_exception()
    {
        MakeKeyWithCredential();
        byte[] whole = File.ReadAllBytes(_path);
        var random = new Random(20261122);
        for (int round = 0; round < 1500; round++)
        {
            Result<SoftwareKeyState> state = SoftwareKeyStateJson.Parse(Mutation.Of(whole, random));
            if (!state.Succeeded) Assert.Contains(state.Refusal.Error, new[] { Catalogue.SecurityKeys.FileDamaged, Catalogue.SecurityKeys.FileVersion });
        }
    }

    [Fact]
    public void A_huge_file_is_not_read()
    {
        MakeKeyWithCredential();
        using (FileStream file = File.OpenWrite(_path)) file.SetLength(1L << 40);
        Refused.With(Catalogue.SecurityKeys.FileDamaged, SoftwareKey.Open(_path));
    }

    [Fact]
    public async Task A_kill_at_any_moment_leaves_the_old_state_or_the_new()
    {
        MakeKeyWithCredential();
        uint known = 1;
        for (int round = 0; round < 10; round++)
        {
            using Process writer = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [KeyFileWriter.Argument, _path]) { RedirectStandardOutput = true })!;
            using StreamReader output = writer.StandardOutput;

            // The next write is under way when the line arrives; each round kills it at another point.
            for (int line = 0; line < 3 + round; line++) known = uint.Parse((await output.ReadLineAsync(TestContext.Current.CancellationToken))!);
            Thread.SpinWait(20_000 * round);
            writer.Kill();
            await writer.WaitForExitAsync(TestContext.Current.CancellationToken);
            while (await output.ReadLineAsync(TestContext.Current.CancellationToken) is { } line) known = uint.Parse(line);

            // A counter that was given out is never given out again; one that was counted but not given out may be missing.
            uint next = SignIn();
            Assert.InRange(next, known + 1, known + 2);
            known = next;
        }
    }

    private void MakeKeyWithCredential()
    {
        using SoftwareKey key = SoftwareKey.Create(_path).Value;
        using SecurityKeyDevice device = SecurityKeyDevice.Open(key).Value;
        Assert.True(device.MakeCredential(KeyBench.Registration() with { RequireUserVerification = false }, default, TestContext.Current.CancellationToken).Succeeded);
    }

    private uint SignIn()
    {
        using SecurityKeyDevice device = SecurityKeyDevice.Open(_path).Value;
        return Assert.Single(device.GetAssertions(KeyBench.SignIn() with { RequireUserVerification = false }, default, TestContext.Current.CancellationToken).Value).SignCount;
    }

    private void Change(Action<JsonNode> change)
    {
        JsonNode state = JsonNode.Parse(File.ReadAllText(_path))!;
        change(state);
        File.WriteAllBytes(_path, Encoding.UTF8.GetBytes(state.ToJsonString()));
    }
}
