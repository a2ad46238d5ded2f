using System.Text;
using System.Text.Json.Serialization;

namespace Keyway.KeyList.Settings;

/// <summary>The account file that <c>keyway-connect kerberos-server set --account-file</c> writes.</summary>
internal sealed record WrittenAccount(
    [property: JsonPropertyName("domain")] string? Domain = null,
    [property: JsonPropertyName("name")] string? Name = null,
    [property: JsonPropertyName("userPrincipalName")] string? UserPrincipalName = null,
    [property: JsonPropertyName("password")] string? Password = null)
{
    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append("UserPrincipalName = ").Append(UserPrincipalName);
        return true;
    }
}
