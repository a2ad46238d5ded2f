using Keyway.Errors;
using Keyway.Kerberos.CredentialCaches;

namespace Keyway.Device.SignIn;

/// <summary>Where tickets are put so that Kerberos programs find them.</summary>
internal interface ITicketPlace
{
    /// <summary>Its name, as Kerberos programs take it in <c>KRB5CCNAME</c>; the same at each sign-in.</summary>
    string Name { get; }

    /// <summary>Replaces what is there.</summary>
    /// <returns>Where it is now.</returns>
    Result<string> Write(CredentialCache cache);
}
