using System.Buffers.Text;
using Keyway.Contracts;
using Keyway.Contracts.Graph;
using Keyway.Server.AuthenticationMethods.Keys;

namespace Keyway.Server.SecurityInfo;

/// <summary>A key as the API shows it.</summary>
internal static class SecurityKeyDescription
{
    public static SecurityKeyMethod Of(SecurityKey key) =>
        new(Base64Url.EncodeToString(key.CredentialId), key.DisplayName, key.CreatedOn, key.Aaguid, key.Attested ? "attested" : "notAttested",
            key.BackupEligible ? "synced" : "deviceBound", key.Transports, key.LastUsedOn);

    public static IResult List(IEnumerable<SecurityKey> keys) =>
        Results.Json(new GraphList<SecurityKeyMethod>([.. keys.Select(Of)]), ContractsJson.Default.GraphListSecurityKeyMethod);
}
