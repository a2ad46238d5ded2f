using System.Diagnostics;
using System.Globalization;
using Keyway.Server.Sealing.Custody;

namespace Keyway.Server.Tests.Sealing.Custody;

/// <summary>The real program with the real OpenSSL engine and a real SoftHSM token.</summary>
public sealed class SoftTokenTests : IClassFixture<SoftToken>, IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("keyway-softhsm-").FullName;
    private readonly SoftToken _token;

    public SoftTokenTests(SoftToken token)
    {
        _token = token;
        _token.WritePin(SoftToken.Pin);
    }

    private string Data => Path.Combine(_directory, "data");

    private string[] Token => ["--pkcs11-uri", SoftToken.Uri, "--pkcs11-pin-file", _token.PinFile];

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task A_key_goes_to_the_token_and_comes_back_and_the_store_opens_all_the_way()
    {
        var tenant = Line(await SucceedAsync("init"), "Tenant");
        Assert.StartsWith("File ", await SucceedAsync("key-custody", "show"), StringComparison.Ordinal);
        await RefusedAsync("KW2952", ["init", .. Token]);
        Assert.Equal("A token keeps the key-encryption key.\n", await SucceedAsync(["key-custody", "to-token", .. Token]));
        Assert.Equal("A token keeps the key-encryption key. It did already.\n", await SucceedAsync(["key-custody", "to-token", .. Token]));
        Assert.StartsWith("Token ", await SucceedAsync("key-custody", "show"), StringComparison.Ordinal);
        Assert.Equal(tenant, Line(await SucceedAsync(["init", .. Token]), "Tenant"));
        await RefusedAsync("KW2951", "init");
        Assert.Equal("A file keeps the key-encryption key.\n", await SucceedAsync(["key-custody", "to-file", .. Token]));
        Assert.Equal(tenant, Line(await SucceedAsync("init"), "Tenant"));
        await RefusedAsync("KW2952", ["init", .. Token]);
    }

    [Fact]
    public async Task A_key_that_a_token_keeps_from_the_first_start_never_lies_in_a_file()
    {
        var tenant = Line(await SucceedAsync(["init", .. Token]), "Tenant");
        Assert.False(File.Exists(Path.Combine(Data, "key-encryption-key")));
        Assert.Equal(tenant, Line(await SucceedAsync(["init", .. Token]), "Tenant"));
    }

    [Fact]
    public async Task K22_a_copy_of_the_data_folder_does_not_open_without_the_token()
    {
        await SucceedAsync(["init", .. Token]);
        await RefusedAsync("KW2951", "init");
        using var stranger = new SoftToken();
        await RefusedAsync("KW2949", stranger.Configuration, ["init", "--pkcs11-uri", SoftToken.Uri, "--pkcs11-pin-file", stranger.PinFile]);
        await RefusedAsync("KW2944", "/nowhere", ["init", .. Token]);
        File.Delete(Path.Combine(Data, "key-encryption-key.wrapped"));
        await RefusedAsync("KW2906", ["init", .. Token]);
        await RefusedAsync("KW2906", "init");
    }

    [Fact]
    public async Task What_is_wrong_with_token_or_key_has_its_number()
    {
        await SucceedAsync(["init", .. Token]);
        (string Uri, string Code)[] cases =
        [
            ("pkcs11:token=stranger;object=key-encryption", "KW2944"),
            (SoftToken.UriOf("nothing"), "KW2947"),
            (SoftToken.UriOf("twin"), "KW2947"),
            (SoftToken.UriOf("weak"), "KW2948"),
            (SoftToken.UriOf("curve"), "KW2948"),
            (SoftToken.UriOf("other"), "KW2949"),
            ("pkcs11:token=keyway;id=%02", "KW2949"),
            ("pkcs11:token=keyway", "KW2940"),
        ];
        foreach (var (uri, code) in cases)
            await RefusedAsync(code, ["init", "--pkcs11-uri", uri, "--pkcs11-pin-file", _token.PinFile]);
    }

    [Fact]
    public async Task Half_of_the_options_a_damaged_wrapping_and_a_missing_engine_have_their_numbers()
    {
        await SucceedAsync(["init", .. Token]);
        await RefusedAsync("KW2941", ["init", "--pkcs11-uri", SoftToken.Uri]);
        await RefusedAsync("KW2943", ["init", .. Token], ("OPENSSL_ENGINES", "/nowhere"));
        await RefusedAsync("KW2943", ["init", .. Token], ("PKCS11_MODULE_PATH", "/nowhere"));
        File.SetUnixFileMode(_token.PinFile, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        await RefusedAsync("KW2942", ["init", .. Token]);
        _token.WritePin(SoftToken.Pin);
        var wrapped = Path.Combine(Data, "key-encryption-key.wrapped");
        await File.WriteAllTextAsync(wrapped, (await File.ReadAllTextAsync(wrapped, TestContext.Current.CancellationToken)).Replace("\"value\": \"", "\"value\": \"AAAA", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        await RefusedAsync("KW2950", ["init", .. Token]);
        Directory.Delete(Data, recursive: true);
        await RefusedAsync("KW2954", ["key-custody", "to-token", .. Token]);
    }

    [Fact]
    public async Task A_wrong_PIN_is_offered_once_and_not_again_before_the_file_changes()
    {
        await SucceedAsync(["init", .. Token]);
        _token.WritePin("000000000");
        Assert.DoesNotContain(_token.PinFile, await RefusedAsync("KW2945", ["init", .. Token]), StringComparison.Ordinal);
        // The detail, the file's path, tells that the token was not asked.
        Assert.Contains(_token.PinFile, await RefusedAsync("KW2945", ["init", .. Token]), StringComparison.Ordinal);
        await Task.Delay(20, TestContext.Current.CancellationToken);
        _token.WritePin(SoftToken.Pin);
        await SucceedAsync(["init", .. Token]);
    }

    [Fact]
    public async Task A01_a_killed_move_leaves_one_custody_that_works()
    {
        await SucceedAsync("init");
        var whole = Stopwatch.StartNew();
        await SucceedAsync(["key-custody", "to-token", .. Token]);
        await SucceedAsync(["key-custody", "to-file", .. Token]);
        var longest = (int)whole.ElapsedMilliseconds / 2;
        var random = new Random(9);
        var restore = _token.Save();
        for (var round = 0; round < 6; round++)
        {
            var side = round % 2 == 0 ? "to-token" : "to-file";
            using (var process = Start(_token.Configuration, ["key-custody", side, .. Token], []))
            {
                await Task.Delay(random.Next(longest / 2, longest), TestContext.Current.CancellationToken);
                process.Kill();
                await process.WaitForExitAsync(TestContext.Current.CancellationToken);
                restore();
            }

            var wrapped = File.Exists(Path.Combine(Data, "key-encryption-key.wrapped"));
            var (code, _, error) = await RunAsync(_token.Configuration, wrapped ? ["init", .. Token] : ["init"], []);
            Assert.True(code == 0, error);
            Assert.Equal(new CustodyFiles(Data).MoveUnfinished, error.Contains("was cut off", StringComparison.Ordinal));
            await SucceedAsync(["key-custody", side, .. Token]);
        }
    }

    private static string Line(string output, string start) => output.Split('\n').Single(line => line.StartsWith(start, StringComparison.Ordinal));

    private async Task<string> SucceedAsync(params string[] arguments)
    {
        var (code, output, error) = await RunAsync(_token.Configuration, arguments, []);
        Assert.True(code == 0, error);
        Assert.Equal("", error);
        return output;
    }

    private Task<string> RefusedAsync(string code, params string[] arguments) => RefusedAsync(code, _token.Configuration, arguments);

    private Task<string> RefusedAsync(string code, string[] arguments, params (string, string)[] environment) => RefusedAsync(code, _token.Configuration, arguments, environment);

    private async Task<string> RefusedAsync(string code, string configuration, string[] arguments, params (string, string)[] environment)
    {
        var (exit, output, error) = await RunAsync(configuration, arguments, environment);
        Assert.True(exit == 1 && output.Length == 0, output);
        Assert.Contains($"({code})", error, StringComparison.Ordinal);
        Assert.Equal(3, error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        return error;
    }

    private async Task<(int Code, string Output, string Error)> RunAsync(string configuration, string[] arguments, (string Name, string Value)[] environment)
    {
        using var process = Start(configuration, arguments, environment);
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain(SoftToken.Pin, await output + error, StringComparison.Ordinal);
        return (process.ExitCode, await output, error);
    }

    private Process Start(string configuration, string[] arguments, (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "keyway-server"), [.. arguments, "--data", Data])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (arguments[0] == "init")
        {
            start.ArgumentList.Add("--tenant-domain");
            start.ArgumentList.Add("contoso.corp.com");
        }

        start.Environment["SOFTHSM2_CONF"] = configuration;
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return Process.Start(start) ?? throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{start.FileName} did not start"));
    }
}
