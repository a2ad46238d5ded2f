namespace Keyway.Server.AuthenticationMethods.Passes;

/// <summary>A Temporary Access Pass as stored: never the code, only its MAC by a key of this server.</summary>
/// <param name="CodeMac">HMAC-SHA256 over the person and the code, 32 bytes.</param>
/// <param name="UsedOn">When a one-time pass was used up.</param>
internal sealed record TemporaryAccessPass(
    Guid UserId, Guid Id, byte[] CodeMac, DateTimeOffset StartOn, int LifetimeInMinutes, bool UsableOnce, DateTimeOffset? UsedOn, DateTimeOffset CreatedOn)
{
    public DateTimeOffset EndOn => StartOn.AddMinutes(LifetimeInMinutes);

    /// <summary>Why it can or cannot be used now, in the vendor's words.</summary>
    public string UsabilityReason(DateTimeOffset now)
    {
        if (UsableOnce && UsedOn is not null)
            return "OneTimeUsed";
        if (now >= EndOn)
            return "Expired";
        return now < StartOn ? "NotYetValid" : "EnabledByPolicy";
    }

    public bool IsUsable(DateTimeOffset now) => UsabilityReason(now) == "EnabledByPolicy";
}
