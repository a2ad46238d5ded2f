using System.Text.Json.Serialization;

namespace Keyway.Server.Applications;

/// <summary>The body of <c>addPassword</c>; all of it may be absent.</summary>
internal sealed record PasswordCredentialRequest([property: JsonPropertyName("passwordCredential")] PasswordCredentialWish? Wish = null);
