using Keyway.Errors;

namespace Keyway.Server.Web;

/// <summary>
/// How one kind of refusal looks from outside. A feature registers its own beside its services (<c>services.AddSingleton(new RefusalOnTheWire(…))</c>);
/// a refusal that nobody registered is a 400.
/// </summary>
/// <param name="Error">Which one.</param>
/// <param name="Status">HTTP status.</param>
/// <param name="OAuthCode">RFC 6749 5.2.</param>
/// <param name="VendorNumber">The AADSTS number that clients of the vendor's protocol understand.</param>
/// <param name="JoinCode">The vendor's word in a <see cref="Contracts.Devices.DeviceJoinError"/>, where its clients know one.</param>
internal sealed record RefusalOnTheWire(KeywayError Error, int Status, string OAuthCode = "invalid_request", int VendorNumber = 90014, string? JoinCode = null);
