using System.Text;
using System.Text.Json.Serialization;

namespace Keyway.Connect.Secrets;

/// <summary>The Kerberos server's own account, as which keys are read: the content of an account file.</summary>
/// <param name="Domain">DNS name.</param>
/// <param name="Name">The Kerberos server's name; the account is called so with a <c>$</c> behind.</param>
/// <param name="UserPrincipalName">As which it signs in to the domain.</param>
/// <param name="Password">Never printed.</param>
internal sealed record AccountSecret(
    [property: JsonPropertyName("domain")] string Domain,
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("userPrincipalName")] string UserPrincipalName,
    [property: JsonPropertyName("password")] string Password)
{
    /// <summary>Domain and name are those of this file, in any case.</summary>
    public bool IsOf(string domain, string name) => Domain.Equals(domain, StringComparison.OrdinalIgnoreCase) && Name.Equals(name, StringComparison.OrdinalIgnoreCase);

    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append("UserPrincipalName = ").Append(UserPrincipalName);
        return true;
    }
}
