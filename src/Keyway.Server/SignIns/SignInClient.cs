namespace Keyway.Server.SignIns;

/// <summary>Through what somebody signed in. The numbers stand in the store.</summary>
internal enum SignInClient
{
    /// <summary>The sign-in of a joined computer: a PRT request.</summary>
    Device = 1,

    /// <summary>The pages of this server.</summary>
    Portal = 2,

    /// <summary>The page on which a person answers a device code.</summary>
    DeviceCode = 3,

    /// <summary>A program that asks the token endpoint itself.</summary>
    TokenEndpoint = 4,

    /// <summary>A web application that sends people here.</summary>
    WebApplication = 5,
}
