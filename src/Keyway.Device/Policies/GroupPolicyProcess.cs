using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Keyway.Contracts;
using Keyway.Device.State;
using Keyway.Device.Terminal;
using Keyway.Errors;

namespace Keyway.Device.Policies;

/// <summary>Runs <see cref="GroupPolicyReading"/> in a process of its own, and believes no more of its answer than it must. The process gets no secret by its command line: it reads the keytab itself.</summary>
/// <param name="folder">The device state.</param>
/// <param name="domain">The computer's account.</param>
/// <param name="domainControllers">Ask these instead of DNS.</param>
internal sealed class GroupPolicyProcess(DeviceFolder folder, DomainAccount domain, IReadOnlyList<string> domainControllers)
{
    /// <summary>The command that the process runs.</summary>
    public const string Command = "read-group-policy";

    // Two files of the state, which stand deeper in it and so take some more.
    private const int MaximumAnswer = 4 * DeviceFolder.LargestFile;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    /// <summary>Reads once.</summary>
    public async Task<Result<GroupPolicyAnswer>> RunAsync(CancellationToken cancellationToken)
    {
        // Tickets, settings and what Samba's library notes down: gone with the process.
        var place = folder.Entry(DurableFile.UnfinishedPrefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)));
        var settings = Path.Combine(place, "smb.conf");
        try
        {
            Directory.CreateDirectory(place, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

            // What comes from SYSVOL decides who signs in: no answer counts that the session key did not sign. Names are asked for each time.
            await File.WriteAllTextAsync(
                settings,
                $"""
                [global]
                realm = {domain.Domain.ToUpperInvariant()}
                client min protocol = SMB2_10
                client signing = required
                client ipc signing = required
                client use kerberos = required
                name cache timeout = 0
                lock directory = {place}
                state directory = {place}
                cache directory = {place}

                """,
                cancellationToken);
            return await RunAsync(Path.Combine(place, "tickets"), settings, cancellationToken);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new Refusal(Catalogue.Device.StateNotWritten, failure.Message);
        }
        finally
        {
            if (Directory.Exists(place))
                Directory.Delete(place, recursive: true);
        }
    }

    private async Task<Result<GroupPolicyAnswer>> RunAsync(string cache, string settings, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(
            Environment.ProcessPath!,
            ["--state", folder.Path, "--json", "policy", Command, "--keytab", domain.Keytab, "--domain", domain.Domain, "--smb-settings", settings, .. domainControllers.SelectMany(host => new[] { "--domain-controller", host })])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["KRB5CCNAME"] = "FILE:" + cache;
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        late.CancelAfter(Limit);
        using var process = Process.Start(start)!;
        try
        {
            process.StandardInput.Close();
            var talk = ReadAsync(process.StandardError.BaseStream, late.Token);
            var answer = await ReadAsync(process.StandardOutput.BaseStream, late.Token);
            if (answer is null || await talk is not { } said)
                return new Refusal(Catalogue.Policies.ReaderBroken, "its answer is too long");
            await process.WaitForExitAsync(late.Token);
            return process.ExitCode == ExitCode.Done
                ? ContractsJson.TryRead(answer, DeviceJson.Default.GroupPolicyAnswer, out var found) && found.IsSound ? found : new Refusal(Catalogue.Policies.ReaderBroken, "its answer is none")
                : ReadRefusal(answer, said, process.ExitCode);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new Refusal(Catalogue.Policies.ReaderLate, string.Create(CultureInfo.InvariantCulture, $"{Limit.TotalSeconds} s"));
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    private static async Task<byte[]?> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        using var answer = new MemoryStream();
        var buffer = new byte[16 << 10];
        while (await stream.ReadAsync(buffer, cancellationToken) is > 0 and var read)
        {
            answer.Write(buffer, 0, read);
            if (answer.Length > MaximumAnswer)
                return null;
        }

        return answer.ToArray();
    }

    private static Refusal ReadRefusal(byte[] answer, byte[] said, int exitCode)
    {
        try
        {
            using var document = JsonDocument.Parse(answer);
            var error = document.RootElement.GetProperty("error");
            var code = error.GetProperty("code").GetString();
            if (Catalogue.All.FirstOrDefault(known => known.Error.Code == code).Error is { } known)
                return new Refusal(known, Shown.Line(error.GetProperty("detail").GetString()));
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            // No document: what follows says so.
        }

        return new Refusal(Catalogue.Policies.ReaderBroken, string.Create(CultureInfo.InvariantCulture, $"exit code {exitCode}, {Shown.Line(Encoding.UTF8.GetString(said.AsSpan(0, Math.Min(said.Length, 200))))}"));
    }
}
