namespace Keyway.Contracts.OAuth;

/// <summary>The audiences for which the server issues access tokens: the <c>resource</c> of a token request and the <c>aud</c> of the token.</summary>
public static class Resources
{
    /// <summary>Device registration ([MS-DVRD]; the vendor's own name, so that its clients work).</summary>
    public const string DeviceRegistration = "urn:ms-drs:enterpriseregistration.windows.net";

    /// <summary>The Graph-shaped API: a person's own methods, and administration.</summary>
    public const string Graph = "urn:keyway:graph";

    /// <summary>SCIM and the publication of Kerberos server keys.</summary>
    public const string Provisioning = "urn:keyway:provisioning";
}
