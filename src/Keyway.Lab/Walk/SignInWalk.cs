using System.Security.Cryptography;
using Keyway.Lab.Processes;

namespace Keyway.Lab.Walk;

/// <summary>What someone who may can do: sign in with a key, then use the domain by the tickets alone.</summary>
public sealed class SignInWalk
{
    private readonly Laboratory _lab;

    public SignInWalk(Laboratory lab)
    {
        _lab = lab;
    }

    /// <summary>The credential cache that a person's sign-in writes.</summary>
    public string CacheOf(string user) => "FILE:" + Path.Combine(_lab.Folder.Client, user + ".cc");

    /// <summary>The state of the hybrid joined computer.</summary>
    public string DomainDevice => _lab.Folder.DomainDevice;

    /// <summary><c>keyway sign-in</c> with the person's key: whom the full TGT names, then the journey, a line a step.</summary>
    /// <param name="device">The state of the computer where it happens; the cloud joined one when null.</param>
    public async Task<string> SignInAsync(string user, CancellationToken cancellation, string? device = null)
    {
        var result = await RunSignInAsync(user, cancellation, device);
        var report = SignInReport.Parse(result);
        return result.Succeeded && report is { Principal: { } principal, Error: null }
            ? string.Join('\n', [principal, .. report.Steps])
            : throw new BrokenPromiseException(report.Error ?? result.Said);
    }

    /// <summary>MIT's <c>klist</c> reads the cache: a full TGT, issued by the domain controller.</summary>
    public async Task<string> ListTicketsAsync(string user, CancellationToken cancellation)
    {
        var result = await _lab.Shell.RunAsync("klist", ["-e", "-f", CacheOf(user)], cancellation);
        var principal = $"krbtgt/{Domain.Realm}@{Domain.Realm}";
        Expect(result.Succeeded && result.Output.Contains(principal, StringComparison.Ordinal)
            && result.Output.Contains($"Default principal: {user}@{Domain.Realm}", StringComparison.OrdinalIgnoreCase), result);
        return $"klist: {principal}";
    }

    /// <summary>smbclient writes a file and reads it back, with Kerberos or not at all.</summary>
    public async Task<string> UseShareAsync(string user, CancellationToken cancellation)
    {
        var text = "written by " + user + " " + RandomNumberGenerator.GetHexString(16);
        var (up, down) = (Path.Combine(_lab.Folder.Client, user + ".up"), Path.Combine(_lab.Folder.Client, user + ".down"));
        await File.WriteAllTextAsync(up, text, cancellation);
        var result = await _lab.Shell.RunAsync("smbclient",
            ["--use-kerberos=required", "--use-krb5-ccache=" + CacheOf(user), Domain.Share, "-c", $"put {up} {user}.txt; get {user}.txt {down}"],
            cancellation, credentialCache: CacheOf(user));
        Expect(result.Succeeded && await File.ReadAllTextAsync(down, cancellation) == text, result);
        return $"smbclient wrote and read {Domain.Share}/{user}.txt";
    }

    /// <summary>Apache lets in who brings a ticket, and nobody without.</summary>
    public async Task<string> UseIntranetAsync(string user, CancellationToken cancellation)
    {
        var url = $"http://{Domain.IntranetHost}/";
        var anonymous = await _lab.Shell.RunAsync("curl", ["-s", "-o", "/dev/null", "-w", "%{http_code}", url], cancellation);
        Expect(anonymous.Output == "401", anonymous);
        var result = await _lab.Shell.RunAsync("curl", ["-s", "--negotiate", "-u", ":", "-o", "/dev/null", "-w", "%{http_code} %header{x-remote-user}", url],
            cancellation, credentialCache: CacheOf(user));
        Expect(string.Equals(result.Output, $"200 {user}@{Domain.Realm}", StringComparison.OrdinalIgnoreCase), result);
        return $"curl --negotiate: {result.Output}";
    }

    internal Task<ToolResult> RunSignInAsync(string user, CancellationToken cancellation, string? device = null) =>
        _lab.Shell.RunAsync("keyway",
            ["--json", "--state", device ?? _lab.Folder.Device, "sign-in", "--key", _lab.Folder.SecurityKey(user), "--pin-file", _lab.Folder.PinFile, "--ccache", CacheOf(user)], cancellation);

    private static void Expect(bool holds, ToolResult result)
    {
        if (!holds)
            throw new BrokenPromiseException($"exit code {result.ExitCode}: {result.Said}");
    }
}
