using Keyway.Contracts.Jose;
using Keyway.Contracts.SignIn;

namespace Keyway.Server.PrimaryRefreshTokens;

/// <summary>A signed PRT request, taken apart; nothing in it is believed before the device's signature is verified.</summary>
/// <param name="Certificate">DER of the device certificate that came with it.</param>
internal sealed record PrtRequest(CompactJws Jws, byte[] Certificate, PrtRequestClaims Claims);
