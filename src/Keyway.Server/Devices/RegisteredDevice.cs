using System.Security.Cryptography;

namespace Keyway.Server.Devices;

/// <summary>A joined and enabled computer whose certificate was just recognised. The keys are shared and public: use them from any thread, dispose of neither.</summary>
/// <param name="Id">The CN of its certificate.</param>
/// <param name="OwnerId">The account that joined it; null for a hybrid joined one.</param>
/// <param name="CertificateHash">Which of its certificates was shown.</param>
/// <param name="DeviceKey">Proves requests: RS256 by the device. The key of that certificate.</param>
/// <param name="TransportKey">Session keys are encrypted to it.</param>
internal sealed record RegisteredDevice(Guid Id, Guid? OwnerId, string DisplayName, string CertificateHash, RSA DeviceKey, RSA TransportKey);
