namespace Keyway.Kerberos.CredentialCaches;

/// <summary>Whom a file belongs to.</summary>
/// <param name="UserId">Numeric user id.</param>
/// <param name="GroupId">Numeric group id.</param>
public readonly record struct FileOwner(uint UserId, uint GroupId);
