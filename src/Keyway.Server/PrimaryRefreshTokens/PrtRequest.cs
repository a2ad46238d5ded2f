using Keyway.Contracts.SignIn;
using Keyway.Server.Devices;

namespace Keyway.Server.PrimaryRefreshTokens;

/// <summary>A signed PRT request, taken apart; nothing in it is believed before the device's signature is verified.</summary>
internal sealed record PrtRequest(DeviceJws Jws, PrtRequestClaims Claims);
