using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Keyway.Device.Daemon.People;
using Keyway.Device.SignIn;
using Keyway.Device.Terminal;
using Keyway.Errors;
using Keyway.Kerberos.CredentialCaches;

namespace Keyway.Device.Daemon.CredentialCaches;

/// <summary>
/// Tickets in the user's persistent keyring, in the kernel's memory (<c>KEYRING:persistent:UID</c>). Only the user may write there, so a short child does it that is the user: this
/// program once more, which reads the tickets from its standard input and hands them to MIT's library (<see cref="KerberosLibrary"/>).
/// </summary>
internal sealed class KeyringCache(LocalAccount account) : ITicketPlace
{
    /// <summary>The hidden command that the child runs, and its two tasks.</summary>
    public const string Command = "credential-cache";
    public const string WriteTask = "write";
    public const string DestroyTask = "destroy";


    public string Name => NameOf(account.UserId);

    /// <summary>The name of a user's cache, for MIT's library and every program that uses it.</summary>
    public static string NameOf(uint userId) => string.Create(CultureInfo.InvariantCulture, $"KEYRING:persistent:{userId}");

    public Result<string> Write(CredentialCache cache)
    {
        var content = CredentialCacheFormat.Encode(cache);
        try
        {
            return Run(WriteTask, content) is { } refusal ? refusal : Name;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(content);
        }
    }

    /// <summary>Nothing is left of the tickets.</summary>
    /// <returns>Null, or KW3242.</returns>
    public Refusal? Destroy() => Run(DestroyTask, []);

    private Refusal? Run(string task, byte[] input)
    {
        try
        {
            using var process = Process.Start(As(task))!;
            if (!process.StandardInput.BaseStream.WriteAsync(input).AsTask().Wait(PersonsProgram.Patience))
                return Late(process);
            process.StandardInput.Close();
            var said = process.StandardOutput.ReadToEndAsync();
            var errors = process.StandardError.ReadToEndAsync();
            if (!process.WaitForExit(PersonsProgram.Patience))
                return Late(process);
            return process.ExitCode == ExitCode.Done ? null : NotWritten(Shown.Line((errors.Result + " " + said.Result).Trim()));
        }
        catch (Exception failure) when (failure is Win32Exception or IOException or AggregateException)
        {
            return NotWritten(failure.Message);
        }
    }

    private ProcessStartInfo As(string task)
    {
        var start = PersonsProgram.Of(account, [Environment.ProcessPath!, Command, task]);
        start.Environment["PATH"] = "/usr/bin:/bin";
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        if (Environment.GetEnvironmentVariable("DOTNET_ROOT") is { } runtime)
            start.Environment["DOTNET_ROOT"] = runtime;
        return start;
    }

    private Refusal Late(Process process)
    {
        PersonsProgram.End(process);
        return NotWritten("no end in time");
    }

    private Refusal NotWritten(string why) => new(Catalogue.Daemon.KeyringNotChanged, $"{account}: {why}");
}
