namespace Keyway.Server.Accounts;

/// <summary>A direct member of a group.</summary>
internal readonly record struct DirectoryMember(Guid Id, bool IsGroup);
