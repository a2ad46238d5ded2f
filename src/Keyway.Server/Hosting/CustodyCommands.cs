using System.CommandLine;
using Keyway.Errors;
using Keyway.Server.Sealing.Custody;

namespace Keyway.Server.Hosting;

/// <summary><c>keyway-server key-custody show|to-token|to-file</c>.</summary>
internal static class CustodyCommands
{
    private static readonly Option<string> Data = new("--data") { Description = "Directory of the store and its keys", Required = true };
    private static readonly Option<string> Uri = new("--pkcs11-uri") { Description = "The token's key, such as pkcs11:token=keyway;object=key-encryption", Required = true };
    private static readonly Option<string> PinFile = new("--pkcs11-pin-file") { Description = "File of mode 0600 with the token's PIN", Required = true };

    public static Command Create()
    {
        var show = new Command("show", "Say who keeps it, and whether a move was cut off") { Data };
        var toToken = new Command("to-token", "Wrap it by the token's key, then overwrite and delete its file; run again, it finishes what was cut off") { Data, Uri, PinFile };
        var toFile = new Command("to-file", "Unwrap it into a file, then delete the wrapped one; run again, it finishes what was cut off") { Data, Uri, PinFile };
        show.SetAction(parsed => Show(Files(parsed)));
        toToken.SetAction(parsed => Move(parsed, "to the token", "A token keeps the key-encryption key.", move => move.ToToken()));
        toFile.SetAction(parsed => Move(parsed, "to a file", "A file keeps the key-encryption key.", move => move.ToFile()));
        return new Command("key-custody", "Who keeps the key that opens what the store seals: a file, or a PKCS#11 token") { show, toToken, toFile };
    }

    private static CustodyFiles Files(ParseResult parsed) => new(Path.GetFullPath(parsed.GetRequiredValue(Data)));

    private static int Show(CustodyFiles files)
    {
        var kept = KeyCustody.Describe(files);
        if (!kept.TryGet(out var lines, out var refusal))
            return Terminal.Refused("say who keeps the key-encryption key", refusal);
        foreach (var line in lines)
            Console.WriteLine(line);
        return 0;
    }

    private static int Move(ParseResult parsed, string where, string outcome, Func<CustodyMove, Result<bool>> run)
    {
        var attempt = $"move the key-encryption key {where}";
        var files = Files(parsed);
        if (!TokenSettings.Parse(parsed.GetRequiredValue(Uri), parsed.GetRequiredValue(PinFile)).TryGet(out var token, out var refusal)
            || !SealedSample.Of(Path.Combine(files.Directory, ServerOptions.StoreName)).TryGet(out var opensStore, out refusal))
        {
            return Terminal.Refused(attempt, refusal);
        }

        try
        {
            if (!run(new CustodyMove(files, () => TokenKey.Open(token, files.PinRefused), opensStore)).TryGet(out var moved, out refusal))
                return Terminal.Refused(attempt, refusal);
            Console.WriteLine(moved ? outcome : outcome + " It did already.");
            return 0;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Terminal.Refused(attempt, new Refusal(Catalogue.ServerConfiguration.DataDirectoryUnusable, failure.Message));
        }
    }
}
