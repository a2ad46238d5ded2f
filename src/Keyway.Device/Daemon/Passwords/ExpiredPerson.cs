using Keyway.Kerberos.Messages;

namespace Keyway.Device.Daemon.Passwords;

/// <summary>Somebody whose password has expired, as their domain knows them.</summary>
/// <param name="Client">By sAMAccountName, or by user principal name as an enterprise name.</param>
/// <param name="Domain">DNS name of the domain.</param>
internal sealed record ExpiredPerson(PrincipalName Client, string Domain)
{
    public override string ToString() => $"{Client} of {Domain}";
}
