using System.Text.Json.Nodes;
using Keyway.Lab;
using Keyway.Lab.Processes;

namespace Keyway.EndToEnd.Workstations;

/// <summary>A further key of somebody, with a sensor for fingerprints: registered like any other, and taken away again at the end.</summary>
internal sealed class SensorKey : IAsyncDisposable
{
    private readonly Laboratory _lab;
    private readonly string _user;
    private string? _id;

    private SensorKey(Laboratory lab, string user)
    {
        _lab = lab;
        _user = user;
    }

    /// <summary>What it is inserted by.</summary>
    public string Name => _user + "-sensor";

    private string File => _lab.Folder.SecurityKey(Name);

    public static async Task<SensorKey> RegisterAsync(Laboratory lab, string user, CancellationToken cancellation)
    {
        var key = new SensorKey(lab, user);
        Must(await lab.Shell.RunAsync("keyway", ["security-key", "create-software", key.File, "--sensor", "--pin-file", lab.Folder.PinFile], cancellation));
        var pass = await lab.Administration.IssuePassAsync(Domain.Upn(user), cancellation);
        var registered = Must(await lab.Shell.RunAsync(
            "keyway",
            ["security-key", "register", "--server", lab.Record.ServerUrl.ToString(), "--ca-file", lab.Folder.ServerAuthority, "--user", Domain.Upn(user), "--tap-file", "-",
                "--key", key.File, "--pin-file", lab.Folder.PinFile, "--name", "Key with a sensor", "--json"],
            cancellation,
            pass));
        key._id = (string?)JsonNode.Parse(registered.Output)!["id"];
        return key;
    }

    /// <summary>Teaches the sensor the finger that lies on it.</summary>
    /// <param name="path">Where the key is plugged in.</param>
    public async Task<ToolResult> EnrolAsync(string path, string name, CancellationToken cancellation) =>
        Must(await _lab.Shell.RunAsync("keyway", ["security-key", "fingerprint", "enrol", "--name", name, "--key", path, "--pin-file", _lab.Folder.PinFile], cancellation));

    /// <summary>Comes out before this.</summary>
    public async ValueTask DisposeAsync()
    {
        var path = $"/v1.0/users/{Uri.EscapeDataString(Domain.Upn(_user))}/authentication/fido2Methods/{_id}";
        using var removed = await _lab.Administration.SendAsync(HttpMethod.Delete, path, null, CancellationToken.None);
        System.IO.File.Delete(File);
    }

    private static ToolResult Must(ToolResult result)
    {
        Assert.True(result.Succeeded, result.Said);
        return result;
    }
}
