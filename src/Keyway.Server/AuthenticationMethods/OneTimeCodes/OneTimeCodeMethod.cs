namespace Keyway.Server.AuthenticationMethods.OneTimeCodes;

/// <summary>A registered authenticator app; its secret stays in the store.</summary>
/// <param name="LastUsedOn">When a code of it was last taken; null when none was since it was registered.</param>
internal sealed record OneTimeCodeMethod(Guid Id, Guid UserId, DateTimeOffset CreatedOn, DateTimeOffset? LastUsedOn);
