namespace Keyway.Server.SignIns;

/// <summary>By what somebody signed in, or tried to. The numbers stand in the store.</summary>
internal enum SignInMethod
{
    SecurityKey = 1,
    TemporaryAccessPass = 2,

    /// <summary>A password alone: one factor.</summary>
    Password = 3,

    /// <summary>A password and a one-time code.</summary>
    PasswordAndCode = 4,

    /// <summary>A device code that a person has allowed: the gesture has a row of its own.</summary>
    DeviceCode = 5,

    /// <summary>The secret of a connector or an application.</summary>
    ClientSecret = 6,

    /// <summary>An assertion that a connector's or an application's key signed.</summary>
    ClientCertificate = 7,
}
