using System.Text.Json;
using Keyway.Fido2.Attestation;

namespace Keyway.Fido2.Metadata;

/// <summary>Reads one MetadataBLOBPayloadEntry (MDS 3.0, 3.1.1) with its metadata statement.</summary>
internal static class MetadataEntryReader
{
    private const int LongestDescription = 200;
    private const int LargestIcon = 64 * 1024;
    private const int MostReports = 256;
    private const int MostRoots = 64;
    private const string PngScheme = "data:image/png;base64,";
    private static readonly byte[] PngSignature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

    /// <returns>The entry; null for one without AAGUID, which is of a U2F or UAF model.</returns>
    public static MetadataEntry? Read(ref Utf8JsonReader reader)
    {
        reader.Demand(JsonTokenType.StartObject);
        Guid? aaguid = null;
        List<StatusReport> reports = [];
        var statement = new MetadataEntry(default, "", [], [], null, [], [], [], []);
        var seen = new HashSet<string>();
        while (reader.NextMember(seen, out var name))
        {
            switch (name)
            {
                case "aaguid":
                    aaguid = Guid.TryParseExact(reader.GetString(), "D", out var given) ? given : throw new JsonException("The AAGUID is malformed.");
                    break;
                case "statusReports": reports = ReadReports(ref reader); break;
                case "metadataStatement": statement = ReadStatement(ref reader); break;
                default: reader.Skip(); break;
            }
        }

        return aaguid is null ? null : statement with { Aaguid = aaguid.Value, Reports = reports };
    }

    private static List<StatusReport> ReadReports(ref Utf8JsonReader reader)
    {
        reader.Demand(JsonTokenType.StartArray);
        List<StatusReport> reports = [];
        while (reader.NextItem())
        {
            reader.Demand(JsonTokenType.StartObject);
            if (reports.Count == MostReports) throw new JsonException("There are too many reports.");
            string? status = null;
            DateOnly? effective = null;
            var seen = new HashSet<string>();
            while (reader.NextMember(seen, out var name))
            {
                switch (name)
                {
                    case "status": status = reader.Text(64); break;
                    case "effectiveDate": effective = MetadataPayload.Day(reader.GetString()); break;
                    default: reader.Skip(); break;
                }
            }

            reports.Add(new StatusReport(status ?? throw new JsonException("A report has no status."), effective));
        }

        return reports;
    }

    private static MetadataEntry ReadStatement(ref Utf8JsonReader reader)
    {
        reader.Demand(JsonTokenType.StartObject);
        var statement = new MetadataEntry(default, "", [], [], null, [], [], [], []);
        var seen = new HashSet<string>();
        while (reader.NextMember(seen, out var name))
        {
            switch (name)
            {
                case "description": statement = statement with { Description = reader.Text(LongestDescription) }; break;
                case "upv": statement = statement with { Versions = ReadVersions(ref reader) }; break;
                case "attestationTypes": statement = statement with { AttestationTypes = reader.Words() }; break;
                case "userVerificationDetails": statement = statement with { UserVerificationMethods = ReadMethods(ref reader) }; break;
                case "attestationRootCertificates": statement = statement with { Roots = ReadRoots(ref reader) }; break;
                case "icon": statement = statement with { Icon = Icon(reader.GetString()) }; break;
                case "authenticatorGetInfo": statement = statement with { Transports = ReadTransports(ref reader) }; break;
                default: reader.Skip(); break;
            }
        }

        return statement;
    }

    private static List<string> ReadVersions(ref Utf8JsonReader reader)
    {
        reader.Demand(JsonTokenType.StartArray);
        List<string> versions = [];
        while (reader.NextItem())
        {
            reader.Demand(JsonTokenType.StartObject);
            int major = 0, minor = 0;
            var seen = new HashSet<string>();
            while (reader.NextMember(seen, out var name))
            {
                switch (name)
                {
                    case "major": major = reader.GetInt32(); break;
                    case "minor": minor = reader.GetInt32(); break;
                    default: reader.Skip(); break;
                }
            }

            versions.Add(FormattableString.Invariant($"{major}.{minor}"));
        }

        return versions;
    }

    /// <summary>userVerificationDetails: a list of alternatives, each a list of methods that are used together.</summary>
    private static List<string> ReadMethods(ref Utf8JsonReader reader)
    {
        reader.Demand(JsonTokenType.StartArray);
        List<string> methods = [];
        while (reader.NextItem())
        {
            reader.Demand(JsonTokenType.StartArray);
            while (reader.NextItem())
            {
                reader.Demand(JsonTokenType.StartObject);
                var seen = new HashSet<string>();
                while (reader.NextMember(seen, out var name))
                {
                    if (name != "userVerificationMethod")
                    {
                        reader.Skip();
                        continue;
                    }

                    var method = reader.Text(64);
                    if (!methods.Contains(method) && methods.Count < 64) methods.Add(method);
                }
            }
        }

        return methods;
    }

    private static List<byte[]> ReadRoots(ref Utf8JsonReader reader)
    {
        reader.Demand(JsonTokenType.StartArray);
        List<byte[]> roots = [];
        while (reader.NextItem())
        {
            reader.Demand(JsonTokenType.String);
            if (roots.Count == MostRoots) throw new JsonException("There are too many roots.");
            // Published entries have had broken certificates: such a one vouches for nobody, and costs nobody else.
            if (Base64(reader.GetString()!) is not { } der || !AttestationCertificate.Load(der).TryGet(out var certificate, out _)) continue;
            certificate.Dispose();
            roots.Add(der);
        }

        return roots;
    }

    private static List<string> ReadTransports(ref Utf8JsonReader reader)
    {
        reader.Demand(JsonTokenType.StartObject);
        List<string> transports = [];
        var seen = new HashSet<string>();
        while (reader.NextMember(seen, out var name))
        {
            if (name == "transports") transports = reader.Words();
            else reader.Skip();
        }

        return transports;
    }

    private static byte[]? Icon(string? text) =>
        text is not null && text.StartsWith(PngScheme, StringComparison.Ordinal) && text.Length <= LargestIcon * 4 / 3
        && Base64(text[PngScheme.Length..]) is { } icon && icon.AsSpan().StartsWith(PngSignature)
            ? icon
            : null;

    private static byte[]? Base64(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) ? bytes[..length] : null;
    }
}
