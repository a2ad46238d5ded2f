namespace Keyway.Device.DeviceManagement;

/// <summary>What a session came to.</summary>
/// <param name="Messages">How many went each way.</param>
/// <param name="Values">What device management has set now, by the leaf's URI.</param>
/// <param name="Changed">Whether that is something else than before.</param>
/// <param name="Refused">What the server wanted and did not get, a Get of a leaf that is not set excepted.</param>
internal sealed record ManagementOutcome(int Messages, IReadOnlyDictionary<string, int> Values, bool Changed, IReadOnlyList<RefusedSetting> Refused);
