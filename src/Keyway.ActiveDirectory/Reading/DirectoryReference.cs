namespace Keyway.ActiveDirectory.Reading;

/// <summary>An object that another one names, such as a member of a group. Of which kind it is, is not known.</summary>
/// <param name="ObjectGuid">What stays the same when everything else is renamed.</param>
/// <param name="Dn">Its distinguished name when it was read.</param>
public sealed record DirectoryReference(Guid ObjectGuid, string Dn);
