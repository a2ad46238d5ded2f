using System.Security.Cryptography;

namespace Keyway.Server.Devices;

/// <summary>A joined and enabled computer whose certificate was just recognised. The keys are shared and public: use them from any thread, dispose of neither.</summary>
/// <param name="Id">The CN of its certificate.</param>
/// <param name="OwnerId">The account that joined it.</param>
/// <param name="DeviceKey">Proves requests: RS256 by the device.</param>
/// <param name="TransportKey">Session keys are encrypted to it.</param>
internal sealed record RegisteredDevice(Guid Id, Guid OwnerId, string DisplayName, RSA DeviceKey, RSA TransportKey);
