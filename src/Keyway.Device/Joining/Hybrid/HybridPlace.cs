using Keyway.ActiveDirectory.Computers;
using Keyway.Contracts.Devices;
using Keyway.Device.IdentityServer;

namespace Keyway.Device.Joining.Hybrid;

/// <summary>Where a hybrid join takes place: the account, the domain controller that was asked, and the server that the domain names.</summary>
/// <param name="Account">This computer's account.</param>
/// <param name="DomainController">Host name of the domain controller that was asked.</param>
/// <param name="Server">The identity server.</param>
/// <param name="Trust">Who may certify it.</param>
/// <param name="Tenant">What the server says of itself; its tenant is the one that the domain names.</param>
internal sealed record HybridPlace(OwnComputer Account, string DomainController, ServerAddress Server, ServerTrust Trust, TenantDiscovery Tenant);
