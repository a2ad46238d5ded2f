using System.Text.Json.Serialization;

namespace Keyway.Contracts.Graph;

/// <summary>A new password for somebody; <c>POST /v1.0/users/{id}/authentication/passwordMethods/{id}/resetPassword</c>. Its owner has to change it at the next sign-in.</summary>
/// <param name="NewPassword">In a request, the password, or null for one that the server makes; in the answer, the one that the server made, this once.</param>
public sealed record PasswordReset([property: JsonPropertyName("newPassword")] string? NewPassword = null)
{
    // Records print all they hold; this one must not.
    public override string ToString() => nameof(PasswordReset);
}
