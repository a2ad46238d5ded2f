using System.CommandLine;
using System.Security.Cryptography;
using Keyway.Device.Daemon.CredentialCaches;
using Keyway.Errors;

namespace Keyway.Device.Commands;

/// <summary><c>keyway credential-cache</c>: what keywayd runs as a person to reach the person's own keyring. Hidden, because nobody else needs it; it changes nothing but the caller's own tickets.</summary>
internal static class CredentialCacheCommand
{
    private const int LargestCache = 4 * 1024 * 1024;

    public static Command Create(SharedOptions shared)
    {
        var write = new Command(KeyringCache.WriteTask, "Put the tickets of the cache file at standard input into your keyring.");
        write.SetAction(line => Tell(new CommandOutput(line.GetValue(shared.Json)), Write()));
        var destroy = new Command(KeyringCache.DestroyTask, "Destroy the tickets in your keyring.");
        destroy.SetAction(line => Tell(new CommandOutput(line.GetValue(shared.Json)), KerberosLibrary.DestroyKeyring()));
        return new Command(KeyringCache.Command, "Your tickets in the kernel's keyring.") { Hidden = true, Subcommands = { write, destroy } };
    }

    private static Refusal? Write()
    {
        var buffer = new byte[LargestCache];
        try
        {
            using var input = Console.OpenStandardInput();
            var length = input.ReadAtLeast(buffer, LargestCache, throwOnEndOfStream: false);
            return length < LargestCache ? KerberosLibrary.WriteKeyring(buffer.AsSpan(0, length)) : new Refusal(Catalogue.Daemon.KeyringNotChanged, "too many tickets");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(buffer);
        }
    }

    private static int Tell(CommandOutput output, Refusal? refusal) => refusal is null ? output.Done([]) : output.Refuse("The keyring was not changed", refusal);
}
