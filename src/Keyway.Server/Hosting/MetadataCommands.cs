using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Keyway.Errors;
using Keyway.Server.Audit;
using Keyway.Server.Metadata;
using Keyway.Server.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Keyway.Server.Hosting;

/// <summary><c>keyway-server metadata import|show</c>: works beside a running server, which takes the new metadata up with the next request.</summary>
internal static class MetadataCommands
{
    private static readonly Option<string> Data = new("--data") { Description = "Directory of the store", Required = true };
    private static readonly Argument<string> BlobFile = new("FILE") { Description = "The metadata BLOB as the FIDO Metadata Service publishes it" };
    private static readonly Option<string?> Root = new("--root") { Description = "PEM file of the roots of its signer; GlobalSign Root CA - R3 when left out" };
    private static readonly Option<bool> Json = new("--json") { Description = "Print JSON for programs" };

    public static Command Create()
    {
        var import = new Command("import", "Verify a metadata BLOB and put it in force; an older number than before is refused") { BlobFile, Data, Root, Json };
        var show = new Command("show", "Say which metadata is in force") { Data, Json };
        import.SetAction((parsed, cancellation) => ImportAsync(parsed, cancellation));
        show.SetAction(Show);
        return new Command("metadata", "What the FIDO Alliance publishes of security key models: names, roots, revocations") { import, show };
    }

    private static async Task<int> ImportAsync(ParseResult parsed, CancellationToken cancellation)
    {
        const string attempt = "import the metadata";
        var path = parsed.GetRequiredValue(BlobFile);
        if (!MetadataRoots.Load(parsed.GetValue(Root)).TryGet(out var roots, out var refusal) || !Open(parsed).TryGet(out var store, out refusal))
            return Terminal.Refused(attempt, refusal);
        try
        {
            using var opened = store;
            await using var stream = File.OpenRead(path);
            await using var writer = new DurableWriter(opened, NullLogger<DurableWriter>.Instance);
            var import = new MetadataImport(writer, roots, new AuditLog(TimeProvider.System), TimeProvider.System);
            if (!(await import.ImportAsync(stream, null, cancellation)).TryGet(out var imported, out refusal))
                return Terminal.Refused(attempt, refusal);
            Print(imported, parsed.GetValue(Json));
            return 0;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Terminal.Refused(attempt, new Refusal(Catalogue.Metadata.FileUnreadable, failure.Message));
        }
    }

    private static int Show(ParseResult parsed)
    {
        const string attempt = "show the metadata";
        if (!Open(parsed).TryGet(out var store, out var refusal))
            return Terminal.Refused(attempt, refusal);
        using var opened = store;
        if (opened.Read(StoredMetadata.Find) is not { } stored)
            return Terminal.Refused(attempt, Catalogue.Metadata.NothingImported);
        if (!stored.Verify().TryGet(out var blob, out refusal))
            return Terminal.Refused(attempt, refusal);
        Print(MetadataImport.Describe(blob, stored.ImportedOn, TimeProvider.System.GetUtcNow(), changed: false), parsed.GetValue(Json));
        return 0;
    }

    /// <summary>Opens the store that is there; neither command makes one.</summary>
    private static Result<Store> Open(ParseResult parsed)
    {
        var options = new ServerOptions { DataDirectory = Path.GetFullPath(parsed.GetRequiredValue(Data)), Url = new Uri("https://localhost") };
        if (!File.Exists(options.StorePath))
            return new Refusal(Catalogue.ServerConfiguration.DataDirectoryUnusable, options.StorePath);
        return StoreOpening.Open(options, TimeProvider.System).TryGet(out var opened, out var refusal) ? opened.Store : refusal;
    }

    private static void Print(ImportedMetadata metadata, bool json)
    {
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(metadata, MetadataReplies.Default.ImportedMetadata));
            return;
        }

        var overdue = metadata.IsOverdue ? "   (overdue: fetch a new one)" : "";
        Console.WriteLine($"Number       {metadata.Number.ToString(CultureInfo.InvariantCulture)}");
        Console.WriteLine($"Imported on  {metadata.ImportedOn.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC");
        Console.WriteLine($"Next update  {metadata.NextUpdate.ToString("O", CultureInfo.InvariantCulture)}{overdue}");
        Console.WriteLine($"Models       {metadata.Models.ToString(CultureInfo.InvariantCulture)}, of them {metadata.Revoked.ToString(CultureInfo.InvariantCulture)} revoked and {metadata.Compromised.ToString(CultureInfo.InvariantCulture)} compromised");
    }
}
