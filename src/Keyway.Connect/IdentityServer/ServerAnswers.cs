using System.Security.Cryptography;
using System.Text.Json;
using Keyway.Contracts;
using Keyway.Contracts.Graph;
using Keyway.Contracts.Jose;
using Keyway.Contracts.KerberosServers;
using Keyway.Contracts.OAuth;
using Keyway.Contracts.Provisioning;
using Keyway.Errors;

namespace Keyway.Connect.IdentityServer;

/// <summary>Reads the bodies of successful answers into types that cannot be wrong. Every body is untrusted.</summary>
internal static class ServerAnswers
{
    public static Result<TokenResponse> Token(ReadOnlySpan<byte> body) =>
        ContractsJson.TryRead(body, ContractsJson.Default.TokenResponse, out var token)
        && IsHeaderText(token.AccessToken) && token.TokenType.Equals("Bearer", StringComparison.OrdinalIgnoreCase) && token.ExpiresIn is > 0 and <= 86400
            ? token
            : Malformed("access token");

    public static Result<PublicationKeyHolder> PublicationKey(ReadOnlySpan<byte> body)
    {
        if (!ContractsJson.TryRead(body, ContractsJson.Default.PublicationKey, out var published) || published.TenantId == Guid.Empty)
            return Malformed("publication key");

        var rsa = RSA.Create();
        try
        {
            var spki = Convert.FromBase64String(published.SubjectPublicKeyInfo);
            rsa.ImportSubjectPublicKeyInfo(spki, out var read);
            var fingerprint = PublicationJwe.KeyId(rsa);
            if (read == spki.Length && rsa.KeySize is >= 3072 and <= 8192 && fingerprint == published.KeyId)
                return new PublicationKeyHolder(rsa, fingerprint, published.TenantId);
        }
        catch (Exception failure) when (failure is CryptographicException or FormatException)
        {
            // The refusal below says it.
        }

        rsa.Dispose();
        return Catalogue.Connect.PublicationKeyUnusable;
    }

    public static Result<KerberosServerState> KerberosServer(ReadOnlySpan<byte> body) =>
        ContractsJson.TryRead(body, ContractsJson.Default.KerberosServerState, out var state) && state.CloudId is > 0 and <= 65535
            ? state
            : Malformed("Kerberos server");

    public static Result<KerberosServerList> KerberosServers(ReadOnlySpan<byte> body) =>
        ContractsJson.TryRead(body, ContractsJson.Default.KerberosServerList, out var list) && list.Value.All(state => state is { CloudId: > 0 and <= 65535 })
            ? list
            : Malformed("list of Kerberos servers");

    /// <summary>An explanation about somebody else is none.</summary>
    public static Result<TicketExplanation> Explanation(ReadOnlySpan<byte> body, Guid anchor)
    {
        const int mostRules = 64;
        return ContractsJson.TryRead(body, ContractsJson.Default.TicketExplanation, out var explanation)
            && explanation.ObjectGuid == anchor && explanation.Rules.Count is > 0 and <= mostRules && explanation.Rules.All(rule => rule is not null)
            ? explanation
            : Malformed("explanation");
    }

    /// <summary>With a secret, or with the thumbprint of the certificate that was registered, and never with both.</summary>
    public static Result<ConnectorCredential> RegisteredConnector(ReadOnlySpan<byte> body, string domain, string? thumbprint) =>
        ContractsJson.TryRead(body, ContractsJson.Default.ConnectorCredential, out var connector)
        && connector.ClientId != Guid.Empty && connector.DomainDnsName.Equals(domain, StringComparison.OrdinalIgnoreCase)
        && connector.CertificateThumbprint == thumbprint && (thumbprint is null ? connector.ClientSecret is { Length: > 0 } : connector.ClientSecret is null)
            ? connector
            : Malformed("connector");

    public static Result<ScimListResponse<ScimUser>> Users(ReadOnlySpan<byte> body) =>
        ContractsJson.TryRead(body, ContractsJson.Default.ScimListResponseScimUser, out var page)
        && page.TotalResults >= 0 && page.Resources.All(user => user is { Id.Length: > 0 })
            ? page
            : Malformed("list of users");

    public static Result<ScimListResponse<ScimGroup>> Groups(ReadOnlySpan<byte> body) =>
        ContractsJson.TryRead(body, ContractsJson.Default.ScimListResponseScimGroup, out var page)
        && page.TotalResults >= 0 && page.Resources.All(group => group is { Id.Length: > 0 } && (group.Members is null || group.Members.All(member => member is not null)))
            ? page
            : Malformed("list of groups");

    public static Result<ScimListResponse<ScimDevice>> Devices(ReadOnlySpan<byte> body) =>
        ContractsJson.TryRead(body, ContractsJson.Default.ScimListResponseScimDevice, out var page)
        && page.TotalResults >= 0 && page.Resources.All(device => device is { Id.Length: > 0 })
            ? page
            : Malformed("list of devices");

    /// <summary>Anchor to id of the resources in a list, of whatever kind they are; one that was not asked for makes it malformed.</summary>
    public static Result<IReadOnlyDictionary<Guid, Guid>> Anchors(ReadOnlySpan<byte> body, IReadOnlyList<Guid> asked)
    {
        var found = new Dictionary<Guid, Guid>();
        try
        {
            var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = 16 });
            using var document = JsonDocument.ParseValue(ref reader);
            if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("Resources", out var resources) || resources.ValueKind != JsonValueKind.Array)
                return Malformed("list of objects");
            foreach (var resource in resources.EnumerateArray())
            {
                if (resource.ValueKind != JsonValueKind.Object || !TryGuid(resource, "externalId", out var anchor) || !TryGuid(resource, "id", out var id)
                    || !asked.Contains(anchor) || !found.TryAdd(anchor, id))
                    return Malformed("list of objects");
            }
        }
        catch (JsonException)
        {
            return Malformed("list of objects");
        }

        return found;
    }

    /// <param name="body">Untrusted.</param>
    /// <param name="operations">How many changes were sent: as many results must come back.</param>
    public static Result<ScimBulkResponse> Bulk(ReadOnlySpan<byte> body, int operations) =>
        ContractsJson.TryRead(body, ContractsJson.Default.ScimBulkResponse, out var response)
        && response.Operations.Count == operations && response.Operations.All(result => result is not null)
            ? response
            : Malformed("bulk answer");

    /// <summary>The part of a ServiceProviderConfig (RFC 7643 5) that says how large a bulk request may be.</summary>
    public static Result<BulkLimits> Limits(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = 16 });
            using var document = JsonDocument.ParseValue(ref reader);
            if (document.RootElement is { ValueKind: JsonValueKind.Object } root
                && root.TryGetProperty("bulk", out var bulk) && bulk.ValueKind == JsonValueKind.Object
                && bulk.TryGetProperty("supported", out var supported) && supported.ValueKind is JsonValueKind.True or JsonValueKind.False)
            {
                if (!supported.GetBoolean())
                    return Catalogue.Connect.BulkUnsupported;
                if (bulk.TryGetProperty("maxOperations", out var operations) && operations.ValueKind == JsonValueKind.Number && operations.TryGetInt32(out var maxOperations) && maxOperations > 0
                    && bulk.TryGetProperty("maxPayloadSize", out var payload) && payload.ValueKind == JsonValueKind.Number && payload.TryGetInt64(out var maxPayload) && maxPayload > 0)
                    return new BulkLimits(maxOperations, maxPayload);
            }
        }
        catch (JsonException)
        {
            // The refusal below says it.
        }

        return Malformed("ServiceProviderConfig");
    }

    /// <summary>A token goes into a header: nothing else than what RFC 6750 2.1 allows there.</summary>
    public static bool IsHeaderText(string token) => token.Length is > 0 and <= 16 * 1024 && token.All(c => char.IsAsciiLetterOrDigit(c) || "-._~+/=".Contains(c, StringComparison.Ordinal));

    private static bool TryGuid(JsonElement resource, string name, out Guid value)
    {
        value = Guid.Empty;
        return resource.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String && Guid.TryParseExact(text.GetString(), "D", out value);
    }

    private static Refusal Malformed(string what) => new(Catalogue.Connect.ServerAnswerMalformed, what);
}
