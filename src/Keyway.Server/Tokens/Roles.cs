namespace Keyway.Server.Tokens;

/// <summary>What a caller may do beyond looking after oneself.</summary>
internal static class Roles
{
    public const string GlobalAdministrator = "GlobalAdministrator";

    /// <summary>A keyway-connect of one domain: writes that domain's accounts and Kerberos servers.</summary>
    public const string Connector = "Connector";
}
