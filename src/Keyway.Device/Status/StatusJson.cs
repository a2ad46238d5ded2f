using System.Text.Json.Nodes;

namespace Keyway.Device.Status;

/// <summary>The status for programs.</summary>
internal static class StatusJson
{
    /// <summary>The document.</summary>
    /// <param name="status">What this computer knows.</param>
    /// <param name="diagnostics">What the network told.</param>
    /// <param name="sections">What people read, for programs that read it under dsregcmd's labels.</param>
    /// <param name="now">UTC.</param>
    public static JsonObject Document(DeviceStatus status, Diagnostics diagnostics, IReadOnlyList<StatusSection> sections, DateTimeOffset now)
    {
        var document = new JsonObject { ["azureAdJoined"] = status.Joined is not null };
        AddFacts(document, status, diagnostics, now);
        if (status is { Pending: { } pending, Joined: null })
        {
            document["hybridJoin"] = new JsonObject
            {
                ["step"] = pending.Step,
                ["startedOn"] = pending.StartedOn,
                ["deviceId"] = pending.Computer?.ObjectGuid,
                ["lastAskedOn"] = pending.LastAskedOn,
                ["lastError"] = pending.LastError,
            };
        }

        document["sections"] = new JsonObject(sections.Select(section => KeyValuePair.Create<string, JsonNode?>(
            section.Title, new JsonObject(section.Rows.Select(row => KeyValuePair.Create<string, JsonNode?>(row.Label, row.Value))))));
        return document;
    }

    private static void AddFacts(JsonObject document, DeviceStatus status, Diagnostics diagnostics, DateTimeOffset now)
    {
        if (status is not { Joined: { } joined, CertificateValidity: { } validity })
            return;
        var last = status.LastSignIn;
        document["deviceId"] = joined.DeviceId;
        document["thumbprint"] = status.Thumbprint;
        document["certificateValidFrom"] = validity.From;
        document["certificateValidUntil"] = validity.Until;
        document["keySignTest"] = status.KeySignTest;
        document["keyProvider"] = status.KeyProvider;
        document["tpmProtected"] = joined.Tpm is not null;
        document["joinType"] = joined.Domain is null ? "cloud" : "hybrid";
        document["deviceAuthStatus"] = !diagnostics.Standing.Made ? null : diagnostics.Standing.Failure?.Code ?? "SUCCESS";
        document["tenantId"] = joined.TenantId;
        document["tenantName"] = joined.TenantName;
        document["server"] = joined.Server;
        document["relyingPartyId"] = joined.RelyingPartyId;
        document["joinedBy"] = joined.JoinedBy;
        document["joinedOn"] = joined.JoinedOn;
        document["azureAdPrt"] = last is not null && last.TokenExpires > now;
        document["onPremTgt"] = last?.TicketExpires > now;
        if (last is not null)
        {
            document["lastSignIn"] = new JsonObject
            {
                ["user"] = last.User,
                ["at"] = last.At,
                ["tokenExpires"] = last.TokenExpires,
                ["principal"] = last.Principal,
                ["ticketExpires"] = last.TicketExpires,
                ["credentialCache"] = last.CredentialCache,
                ["onPremisesError"] = last.OnPremisesError,
            };
        }
    }
}
