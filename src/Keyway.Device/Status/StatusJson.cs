using System.Text.Json.Nodes;

namespace Keyway.Device.Status;

/// <summary>The status for programs.</summary>
internal static class StatusJson
{
    /// <summary>The document.</summary>
    public static JsonObject Document(DeviceStatus status, DateTimeOffset now)
    {
        var document = new JsonObject { ["azureAdJoined"] = status.Joined is not null };
        if (status is not { Joined: { } joined, CertificateValidity: { } validity })
            return document;
        var last = status.LastSignIn;
        document["deviceId"] = joined.DeviceId;
        document["thumbprint"] = status.Thumbprint;
        document["certificateValidFrom"] = validity.From;
        document["certificateValidUntil"] = validity.Until;
        document["keySignTest"] = status.KeySignTest;
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

        return document;
    }
}
