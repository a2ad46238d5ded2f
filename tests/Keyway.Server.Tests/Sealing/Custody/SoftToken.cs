using System.Diagnostics;
using System.Security.Cryptography;

namespace Keyway.Server.Tests.Sealing.Custody;

/// <summary>A real SoftHSM token in a folder of its own: label <c>keyway</c>, an RSA key <c>key-encryption</c>, and others that do not fit.</summary>
public sealed class SoftToken : IDisposable
{
    private const string Label = "keyway";

    private readonly string _directory = Directory.CreateTempSubdirectory("keyway-token-").FullName;

    public SoftToken()
    {
        Directory.CreateDirectory(Path.Combine(_directory, "tokens"));
        File.WriteAllText(Configuration, $"directories.tokendir = {_directory}/tokens\nobjectstore.backend = file\nlog.level = ERROR\n");
        PinFile = Path.Combine(_directory, "pin");
        WritePin(Pin);
        Tool("--init-token", "--free", "--label", Label, "--so-pin", "87654321", "--pin", Pin);
        using var key = RSA.Create(3072);
        using var other = RSA.Create(3072);
        using var weak = RSA.Create(2048);
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Import("key-encryption", "01", key);
        Import("other", "02", other);
        Import("weak", "03", weak);
        Import("curve", "04", curve);
        Import("twin", "05", weak);
        Import("twin", "06", weak);
    }

    public static string Pin => "739251846";

    public static string Uri => UriOf("key-encryption");

    /// <summary>SOFTHSM2_CONF of a process that is to see this token.</summary>
    public string Configuration => Path.Combine(_directory, "softhsm2.conf");

    public string PinFile { get; }

    public static string UriOf(string key) => $"pkcs11:token={Label};object={key}";

    public void WritePin(string pin)
    {
        File.WriteAllText(PinFile, pin + "\n");
        File.SetUnixFileMode(PinFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    /// <summary>
    /// SoftHSM empties and rewrites its token file at each log-in: a process killed right then takes the token with it. Hardware does not; so a test that kills
    /// puts the file back.
    /// </summary>
    public Action Save()
    {
        var file = Directory.GetFiles(_directory, "token.object", SearchOption.AllDirectories).Single();
        var content = File.ReadAllBytes(file);
        return () => File.WriteAllBytes(file, content);
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private void Import(string label, string id, AsymmetricAlgorithm key)
    {
        var path = Path.Combine(_directory, "import.pem");
        File.WriteAllText(path, key.ExportPkcs8PrivateKeyPem());
        Tool("--import", path, "--token", Label, "--label", label, "--id", id, "--pin", Pin);
        File.Delete(path);
    }

    private void Tool(params string[] arguments)
    {
        var start = new ProcessStartInfo("softhsm2-util", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["SOFTHSM2_CONF"] = Configuration;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd() + process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, output);
    }
}
