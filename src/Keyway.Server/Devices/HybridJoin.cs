using System.Globalization;
using System.Text;
using Keyway.Contracts.Devices;
using Keyway.Errors;
using Keyway.Kerberos.Pac;

namespace Keyway.Server.Devices;

/// <summary>A checked <see cref="HybridJoinRequest"/>, all but what needs the store.</summary>
/// <param name="Sid">The computer's, as it says.</param>
/// <param name="SignedOn">UTC.</param>
/// <param name="SignedText">UTF-8; what <paramref name="Signature"/> covers.</param>
internal sealed record HybridJoin(DeviceJoin Join, string Sid, DateTimeOffset SignedOn, byte[] SignedText, byte[] Signature)
{
    private const int LongestIdentity = 256;

    /// <param name="tenantId">The tenant of this server.</param>
    public static Result<HybridJoin> Parse(HybridJoinRequest request, Guid tenantId)
    {
        var data = request.ServerAdJoinData;
        var identity = data.ClientIdentity;
        if (request.JoinType != (int)JoinType.Hybrid)
            return Catalogue.Devices.JoinTypeRefused;
        if (!Guid.TryParse(data.TargetDomainId, out var tenant) || tenant != tenantId)
            return Catalogue.Devices.OtherTenant;
        // S-1-5-21-….2026-11-22 10:00:00Z: no SID has a dot.
        var dot = identity.Sid.IndexOf('.', StringComparison.Ordinal);
        if (identity.Type != "sha256signed" || identity.Sid.Length > LongestIdentity || dot < 0
            || !SecurityIdentifier.Parse(identity.Sid[..dot]).TryGet(out var sid, out _)
            || !DateTimeOffset.TryParseExact(
                identity.Sid[(dot + 1)..], "yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var signedOn)
            || Base64Text.Decode(identity.SignedBlob) is not { } signature)
        {
            return Catalogue.Devices.ProofMalformed;
        }

        return DeviceJoin.Parse(data.DeviceDisplayName, data.DeviceType, data.OSVersion, data.TargetDomain, request.CertificateRequest, data.TransportKey).TryGet(out var join, out var refusal)
            ? new HybridJoin(join, sid.ToString(), signedOn, Encoding.UTF8.GetBytes(identity.Sid), signature)
            : refusal;
    }
}
