using System.Text.Json;
using Keyway.Errors;

namespace Keyway.Fido2.Metadata;

/// <summary>The BLOB's JOSE header: alg RS256 or ES256, and x5c. Members that say where else a key is to be found, or what must be understood, are refused.</summary>
/// <param name="Algorithm"><c>RS256</c> or <c>ES256</c>.</param>
/// <param name="Certificates">x5c in DER, the signer's first.</param>
internal sealed record MetadataHeader(string Algorithm, IReadOnlyList<byte[]> Certificates)
{
    private const int MaximumLength = 64 * 1024;
    private const int MostCertificates = 6;

    public static Result<MetadataHeader> Parse(ReadOnlySpan<byte> json)
    {
        if (json.Length > MaximumLength) return Catalogue.Metadata.BlobMalformed;
        try
        {
            return Read(json);
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            return Catalogue.Metadata.BlobMalformed;
        }
    }

    private static Result<MetadataHeader> Read(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 3 });
        reader.Read();
        reader.Demand(JsonTokenType.StartObject);
        string? algorithm = null;
        List<byte[]>? certificates = null;
        var seen = new HashSet<string>();
        while (reader.NextMember(seen, out var name))
        {
            switch (name)
            {
                case "alg": algorithm = reader.GetString(); break;
                case "x5c": certificates = ReadCertificates(ref reader); break;
                case "typ" or "kid" or "x5t" or "x5t#S256": reader.Skip(); break;
                default: return new Refusal(Catalogue.Metadata.BlobMalformed, "a header member that is not expected");
            }
        }

        if (reader.Read()) return Catalogue.Metadata.BlobMalformed;
        if (algorithm is not ("RS256" or "ES256")) return new Refusal(Catalogue.Metadata.BlobMalformed, "alg");
        return certificates is { Count: > 0 and <= MostCertificates }
            ? new MetadataHeader(algorithm, certificates)
            : new Refusal(Catalogue.Metadata.BlobMalformed, "x5c");
    }

    private static List<byte[]> ReadCertificates(ref Utf8JsonReader reader)
    {
        reader.Demand(JsonTokenType.StartArray);
        List<byte[]> certificates = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (!reader.TryGetBytesFromBase64(out var certificate)) throw new JsonException("x5c is not base64.");
            certificates.Add(certificate);
        }

        return certificates;
    }
}
