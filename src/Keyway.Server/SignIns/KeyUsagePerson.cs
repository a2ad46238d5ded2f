namespace Keyway.Server.SignIns;

/// <summary>One person in a list of who uses keys.</summary>
/// <param name="Keys">How many are registered.</param>
/// <param name="LastUsedOn">The latest sign-in with any of them; null when there was none.</param>
internal sealed record KeyUsagePerson(Guid UserId, string UserName, string DisplayName, int Keys, DateTimeOffset? LastUsedOn);
