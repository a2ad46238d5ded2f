namespace Keyway.Contracts.OAuth;

/// <summary>The <c>client_assertion_type</c> values that the token endpoint knows.</summary>
public static class ClientAssertionTypes
{
    /// <summary>A JWT signed with the key of the client's registered certificate (RFC 7523 2.2).</summary>
    public const string JwtBearer = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
}
