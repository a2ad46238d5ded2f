using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Keyway.Errors;
using Keyway.Server.Audit;
using Keyway.Server.Storage;
using Microsoft.Data.Sqlite;

namespace Keyway.Server.Hosting;

/// <summary><c>keyway-server audit verify|export</c>: they only read the store, also while the server runs.</summary>
internal static class AuditCommands
{
    private static readonly string[] MomentFormats = ["yyyy-MM-dd", "yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.fffK"];
    private static readonly Option<string> Data = new("--data") { Description = "Directory of the store", Required = true };
    private static readonly Option<string?> Expect = new("--expect") { Description = "A head that was noted down before: the log must still hold it" };
    private static readonly Option<bool> Json = new("--json") { Description = "Print JSON for programs" };
    private static readonly Option<ExportFormat> Format = new("--format") { Description = "csv or json", Required = true };
    private static readonly Option<string?> From = new("--from") { Description = "Begin with this moment (UTC), such as 2026-11-22 or 2026-11-22T09:00:00Z" };
    private static readonly Option<string?> To = new("--to") { Description = "End with this moment (UTC)" };

    public static Command Create()
    {
        var verify = new Command("verify", "Check that no entry was changed, removed, inserted or moved, and print the head to note down") { Data, Expect, Json };
        var export = new Command("export", "Write the entries to standard output, the oldest first") { Data, Format, From, To };
        verify.SetAction(Verify);
        export.SetAction(ExportAsync);
        return new Command("audit", "The record of what was changed at the server, and by whom") { verify, export };
    }

    private static int Verify(ParseResult parsed)
    {
        const string attempt = "verify the audit log";
        (long? Number, byte[]? Hash) expected = default;
        if (parsed.GetValue(Expect) is { } text)
        {
            if (!AuditHead.TryParse(text, out var number, out var hash))
                return Terminal.Refused(attempt, Catalogue.Audit.ExpectMalformed);
            expected = (number, hash);
        }

        using var progress = new TerminalProgress();
        var read = Read(parsed, store => new AuditVerification(store).Run(expected.Number, expected.Hash, (done, all) => progress.Show(done, all, "entries")));
        progress.Dispose();
        if (!read.TryGet(out var report, out var refusal))
            return Terminal.Refused(attempt, refusal);
        Print(report, parsed.GetValue(Json));
        if (!report.Intact)
            return Terminal.Refused(attempt, new Refusal(Catalogue.Audit.ChainBroken, report.Findings[0].Fault));
        return report.ExpectedFound is false ? Terminal.Refused(attempt, Catalogue.Audit.HeadMissing) : 0;
    }

    private static async Task<int> ExportAsync(ParseResult parsed, CancellationToken cancellation)
    {
        const string attempt = "export the audit log";
        if (!Moment(parsed.GetValue(From)).TryGet(out var from, out var refusal) || !Moment(parsed.GetValue(To)).TryGet(out var to, out refusal))
            return Terminal.Refused(attempt, refusal);
        if (from.Value > to.Value)
            return Terminal.Refused(attempt, Catalogue.Audit.TimeMalformed);
        using var progress = new TerminalProgress();
        // Not the console's own writer: its line ends and its flush at each line are not wanted here.
        await using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        return Read(parsed, store => new AuditExport(store).WriteAsync(
                output, parsed.GetRequiredValue(Format), from.Value, to.Value, done => progress.Show(done, null, "entries"), cancellation).GetAwaiter().GetResult())
            .TryGet(out _, out refusal) ? 0 : Terminal.Refused(attempt, refusal);
    }

    private static Result<T> Read<T>(ParseResult parsed, Func<Store, T> read)
        where T : notnull
    {
        var path = Path.Combine(Path.GetFullPath(parsed.GetRequiredValue(Data)), ServerOptions.StoreName);
        if (!File.Exists(path))
            return new Refusal(Catalogue.Audit.StoreUnreadable, path);
        try
        {
            using var store = new Store(path);
            return read(store);
        }
        catch (Exception failure) when (failure is SqliteException or IOException or UnauthorizedAccessException)
        {
            return new Refusal(Catalogue.Audit.StoreUnreadable, $"{path}: {failure.Message}");
        }
    }

    private static Result<OptionalMoment> Moment(string? text)
    {
        if (text is null)
            return new OptionalMoment(null);
        return DateTimeOffset.TryParseExact(text, MomentFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? new OptionalMoment(moment)
            : new Refusal(Catalogue.Audit.TimeMalformed, text);
    }

    private static void Print(AuditReport report, bool json)
    {
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(report, HostingJson.Default.AuditReport));
            return;
        }

        Console.WriteLine($"Audit log  {report.Store}");
        Console.WriteLine(report.Entries == 0
            ? "Entries    none"
            : string.Create(CultureInfo.InvariantCulture, $"Entries    {report.Entries:N0}, from {report.First} to {report.Last}"));
        Console.WriteLine($"Head       {report.Head}");
        if (report.ExpectedFound is { } found)
            Console.WriteLine(found ? "Expected   the log holds it" : "Expected   the log does not hold it");
        Console.WriteLine(report.Intact
            ? "Chain      intact: no entry was changed, removed, inserted or moved"
            : string.Create(CultureInfo.InvariantCulture, $"Chain      broken in {report.FindingCount:N0} places"));
        foreach (var finding in report.Findings)
            Console.WriteLine("           " + finding.Fault);
    }

    // Results hold no null.
    private sealed record OptionalMoment(DateTimeOffset? Value);
}
