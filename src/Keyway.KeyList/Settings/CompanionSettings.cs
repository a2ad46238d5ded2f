using System.Net;
using Keyway.Kerberos.Exchange;

namespace Keyway.KeyList.Settings;

/// <summary>What the companion is to do, checked.</summary>
/// <param name="Domain">DNS name, lower case.</param>
/// <param name="DomainControllers">To whom requests go, best first.</param>
/// <param name="Hosts">The same in the words of the settings: <c>name</c> or <c>name=address</c>.</param>
/// <param name="Listen">Addresses of this computer.</param>
/// <param name="AccountFile">Path of the Kerberos server's own account.</param>
/// <param name="CaFile">PEM of the certification authority that vouches for the domain controllers; null for those that this computer trusts.</param>
/// <param name="AnswerPings">Netlogon pings are passed on, with the flag that key lists are answered.</param>
/// <param name="HostName">The name by which clients find the companion in DNS; null when they are given the domain controller's name with the companion's address.</param>
/// <param name="Limits">What strangers may take of it.</param>
internal sealed record CompanionSettings(
    string Domain,
    IReadOnlyList<KdcEndpoint> DomainControllers,
    IReadOnlyList<string> Hosts,
    IReadOnlyList<IPAddress> Listen,
    string AccountFile,
    string? CaFile,
    bool AnswerPings,
    string? HostName,
    ClientLimits Limits)
{
    public string Realm => Domain.ToUpperInvariant();
}
