using System.Net;

namespace Keyway.ActiveDirectory.Locator;

/// <summary>A domain controller that answered.</summary>
/// <param name="HostName">Its DNS name, which its certificate and its Kerberos principals carry.</param>
/// <param name="Address">Where it answered.</param>
/// <param name="Flags">What it says of itself.</param>
/// <param name="DomainName">DNS name of its domain.</param>
/// <param name="ForestName">DNS name of the root domain of its forest.</param>
/// <param name="NetBiosDomain">Short name of its domain.</param>
/// <param name="DomainGuid">The domain's object GUID.</param>
/// <param name="DcSite">The site it stands in.</param>
/// <param name="ClientSite">The site that it reckons we are in.</param>
public sealed record DomainController(
    string HostName,
    IPAddress Address,
    DomainControllerFlags Flags,
    string DomainName,
    string ForestName,
    string NetBiosDomain,
    Guid DomainGuid,
    string? DcSite,
    string? ClientSite)
{
    /// <summary>True for a domain controller that takes changes and holds every secret: never a read-only one.</summary>
    public bool IsWritable => Flags.HasFlag(DomainControllerFlags.Writable) && !Flags.HasFlag(DomainControllerFlags.SelectedSecrets);
}
