namespace Keyway.Server.DeviceCodes;

/// <summary>Who allowed a request, and by which sign-in.</summary>
/// <param name="Methods">The gesture's <c>amr</c>.</param>
/// <param name="AuthenticatedOn">When the gesture was made, UTC: the token is no fresher than it.</param>
internal sealed record DeviceRequestAnswer(Guid UserId, IReadOnlyList<string> Methods, DateTimeOffset AuthenticatedOn);
