using System.Globalization;
using Keyway.Server.Audit;

namespace Keyway.Server.SignIns;

/// <summary>Writes sign-ins out, the latest first.</summary>
internal sealed class SignInExport(SignInQueries signIns)
{
    private const int EntriesOfPage = 1_000;

    /// <returns>How many.</returns>
    public async Task<long> WriteAsync(TextWriter output, ExportFormat format, SignInFilter filter, CancellationToken cancellation)
    {
        var json = new JsonLines(output);
        if (format == ExportFormat.Csv)
        {
            await output.WriteAsync(CsvText.Line(
                "id", "time", "userName", "userId", "client", "method", "outcome", "error", "address", "userAgent", "deviceId", "credentialId", "model", "resource", "kerberosServer", "trace", "appId", "appName"));
        }

        var written = 0L;
        for (string? cursor = null; ;)
        {
            cancellation.ThrowIfCancellationRequested();
            // The cursor is our own.
            var page = signIns.Read(filter, cursor, EntriesOfPage).Value;
            foreach (var entry in page.Entries)
                await (format == ExportFormat.Csv ? output.WriteAsync(Line(entry)) : AddAsync(json, entry));
            written += page.Entries.Count;
            cursor = page.Next;
            if (cursor is null)
                break;
        }

        if (format == ExportFormat.Json)
            await json.EndAsync();
        return written;
    }

    private static string Line(SignInEntry entry) => CsvText.Line(
        entry.Id.ToString(CultureInfo.InvariantCulture), Time(entry), entry.UserName, entry.UserId?.ToString(), entry.Client.ToString(), entry.Method.ToString(), Outcome(entry),
        Error(entry), entry.Source.Address, entry.Source.UserAgent, entry.DeviceId?.ToString(), Credential(entry), entry.Aaguid?.ToString(), entry.Resource, entry.KerberosServer,
        entry.Source.Trace, entry.AppId?.ToString(), entry.AppName);

    private static Task AddAsync(JsonLines json, SignInEntry entry) => json.AddAsync(
        ("id", entry.Id), ("time", Time(entry)), ("userName", entry.UserName), ("userId", entry.UserId), ("client", entry.Client), ("method", entry.Method), ("outcome", Outcome(entry)),
        ("error", Error(entry)), ("address", entry.Source.Address), ("userAgent", entry.Source.UserAgent), ("deviceId", entry.DeviceId), ("credentialId", Credential(entry)),
        ("model", entry.Aaguid), ("resource", entry.Resource), ("kerberosServer", entry.KerberosServer), ("trace", entry.Source.Trace), ("appId", entry.AppId), ("appName", entry.AppName));

    private static string Time(SignInEntry entry) => entry.OccurredOn.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    private static string Outcome(SignInEntry entry) => entry.Succeeded ? "completed" : "refused";

    private static string? Error(SignInEntry entry) => entry.Error is { } error ? string.Create(CultureInfo.InvariantCulture, $"KW{error}") : null;

    private static string? Credential(SignInEntry entry) => entry.CredentialId is { } id ? System.Buffers.Text.Base64Url.EncodeToString(id) : null;
}
