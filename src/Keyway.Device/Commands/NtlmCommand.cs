using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Keyway.Device.Daemon;
using Keyway.Device.Daemon.Ntlm;
using Keyway.Device.State;
using Keyway.Device.Terminal;
using Keyway.Errors;

namespace Keyway.Device.Commands;

/// <summary><c>keyway ntlm</c>: the NTLM secret of whoever runs it.</summary>
internal static class NtlmCommand
{
    private const string Variable = "NTLM_USER_FILE";
    private const string Client = "/usr/bin/smbclient";
    private const int LargestFile = 1024;

    private static string FilePath => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? named : NtlmSecrets.PathOf(new DaemonPlaces().Runtime, PosixFiles.EffectiveUserId);

    public static Command Create(SharedOptions shared)
    {
        var status = new Command("status", "Tell whether programs of yours have an NTLM secret, and whose.");
        status.SetAction(line => Status(new CommandOutput(line.GetValue(shared.Json))));
        var remove = new Command("remove", "Take it away from them, until you sign in or your session is renewed.");
        remove.SetAction(line => Remove(new CommandOutput(line.GetValue(shared.Json))));
        var words = new Argument<string[]>("WORDS") { Description = "What smbclient takes, after --.", Arity = ArgumentArity.OneOrMore };
        var client = new Command("smbclient", "Open a share by NTLM: keyway ntlm smbclient -- //files/projects -c ls") { words };
        client.SetAction((line, cancellationToken) => OpenShareAsync(new CommandOutput(line.GetValue(shared.Json)), line.GetRequiredValue(words), cancellationToken));
        return new Command("ntlm", "Sign-in to what knows no Kerberos.") { status, remove, client };
    }

    private static int Status(CommandOutput output)
    {
        if (!Read(out var hash).TryGet(out var file, out var refusal))
            return output.Refuse("Your programs cannot sign in by NTLM", refusal);
        CryptographicOperations.ZeroMemory(hash);
        var since = File.GetLastWriteTimeUtc(FilePath);
        return output.Done(
            new JsonObject { ["account"] = file.ToString(), ["file"] = FilePath, ["since"] = new DateTimeOffset(since) },
            string.Create(CultureInfo.InvariantCulture, $"NTLM as {Shown.Line(file.ToString())}, since {since:yyyy-MM-dd HH:mm:ss} UTC, in {Shown.Line(FilePath)}."));
    }

    private static int Remove(CommandOutput output)
    {
        // The file is the person's, its folder is not: it is emptied, and the daemon removes it at the sign-out.
        try
        {
            using var file = new FileStream(FilePath, FileMode.Open, FileAccess.Write);
            file.SetLength(0);
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            // There is none.
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return output.Refuse("The NTLM secret is still there", new Refusal(Catalogue.Daemon.NtlmSecretNotWritten, failure.Message));
        }

        return output.Done(new JsonObject { ["file"] = FilePath }, "There is no NTLM secret any more.");
    }

    /// <summary>smbclient takes a hash from a file: one in memory, without a name, that nobody but the child gets. It never stands on a command line.</summary>
    private static async Task<int> OpenShareAsync(CommandOutput output, string[] words, CancellationToken cancellationToken)
    {
        const string Failed = "The share was not opened";
        if (!Read(out var hash).TryGet(out var file, out var refusal))
            return output.Refuse(Failed, refusal);
        if (!File.Exists(Client))
            return output.Refuse(Failed, new Refusal(Catalogue.Daemon.NtlmClientMissing, Client));
        using var memory = PosixFiles.InMemory("ntlm", inherited: true);
        byte[] content = [.. Encoding.UTF8.GetBytes($"username = {file.User}\ndomain = {file.Domain}\npassword = "), .. hash, (byte)'\n'];
        RandomAccess.Write(memory, content, 0);
        CryptographicOperations.ZeroMemory(content);
        CryptographicOperations.ZeroMemory(hash);
        using var process = Process.Start(new ProcessStartInfo(
            Client, [$"--authentication-file=/proc/self/fd/{memory.DangerousGetHandle()}", "--pw-nt-hash", "--use-kerberos=off", .. words]))!;
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode;
    }

    private static Result<NtlmUserFile> Read(out byte[] hash)
    {
        hash = [];
        var content = new byte[LargestFile];
        try
        {
            using var file = File.OpenHandle(FilePath);
            var length = RandomAccess.Read(file, content, 0);
            return NtlmUserFile.Parse(content.AsSpan(0, length), out hash) is { } read ? read : new Refusal(Catalogue.Daemon.NtlmSecretAbsent, FilePath);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new Refusal(Catalogue.Daemon.NtlmSecretAbsent, failure.Message);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(content);
        }
    }
}
