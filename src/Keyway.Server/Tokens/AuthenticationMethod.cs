namespace Keyway.Server.Tokens;

/// <summary>Values of <c>amr</c>.</summary>
internal static class AuthenticationMethod
{
    public const string SecurityKey = "fido";

    /// <summary>Several factors in one gesture; stands beside the method that proved them.</summary>
    public const string MultiFactor = "mfa";

    public const string TemporaryAccessPass = "tap";

    /// <summary>A password, of the domain or of this server: one factor (RFC 8176).</summary>
    public const string Password = "pwd";

    /// <summary>A code of an authenticator app (RFC 8176).</summary>
    public const string OneTimeCode = "otp";

    public const string ClientSecret = "secret";

    public const string ClientCertificate = "certificate";

    /// <summary>True for what may open the registration of another method (security key, password with a code, or a Temporary Access Pass).</summary>
    public static bool IsStrong(string method) => method is MultiFactor or TemporaryAccessPass;
}
